import type { ReactNode } from "react";
import { CopyButton } from "@/components/host-header/copy-button";
import { cn } from "@/lib/cn";

/** Terms and values in two columns. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[minmax(6.5rem,auto)_1fr] items-baseline gap-x-4 gap-y-1.5 text-sm",
        className,
      )}
    >
      {children}
    </dl>
  );
}

interface Props {
  term: string;
  children?: ReactNode;
  /** Text shown as it is, when there are no children. */
  value?: string | null;
  /** Shown when there is no value. */
  missing?: string;
  mono?: boolean;
  /** Offers to copy `value`. */
  copy?: boolean;
}

export function Fact({ term, value = null, children, missing = "–", mono = false, copy = false }: Props) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd
        className={cn("group flex min-w-0 items-center gap-1", mono && value !== null && "font-mono text-xs")}
      >
        <span className="min-w-0 break-words">
          {children ?? value ?? <span className="text-muted-foreground">{missing}</span>}
        </span>
        {copy && value && (
          <CopyButton
            text={value}
            what={term}
            className="-my-1 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          />
        )}
      </dd>
    </>
  );
}
