import type { ReactNode } from "react";

/** In place of what is not there yet: what is missing, and what makes it appear. */
export function EmptyNote({
  title,
  heading: Heading = "p",
  children,
}: {
  title: string;
  /** `h1` where it stands for the whole page. */
  heading?: "p" | "h1";
  children?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-1.5 rounded-lg border border-dashed px-4 py-10 text-center">
      <Heading className="font-medium">{title}</Heading>
      {children && <div className="text-muted-foreground max-w-prose text-sm">{children}</div>}
    </div>
  );
}
