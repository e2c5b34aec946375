import type { ReactNode } from "react";

/** In place of what is not there yet: what is missing, and what makes it appear. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-1.5 rounded-lg border border-dashed px-4 py-10 text-center">
      <p className="font-medium">{title}</p>
      {children && <div className="text-muted-foreground max-w-prose text-sm">{children}</div>}
    </div>
  );
}
