import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** In the place of a list that has nothing to show: why, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-16 text-center">
      <span className="bg-muted text-muted-foreground mb-1 grid size-11 place-items-center rounded-xl border">
        <Icon aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold">{title}</h2>
      {text !== undefined && <p className="text-muted-foreground max-w-sm text-balance">{text}</p>}
      {children && <div className="mt-2 flex gap-2">{children}</div>}
    </div>
  );
}
