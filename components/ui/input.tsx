import type * as React from "react";
import { cn } from "@/lib/cn";

function Input({ className, type, ...props }: React.ComponentProps<"input">) {
  return (
    <input
      type={type}
      data-slot="input"
      className={cn(
        "border-input bg-card placeholder:text-muted-foreground/80 flex h-8 w-full min-w-0 rounded-md border px-2.5 py-1 text-sm shadow-xs transition-colors disabled:cursor-not-allowed disabled:opacity-50 max-md:text-base pointer-coarse:h-10",
        "focus-visible:border-ring focus-visible:outline-ring/40 focus-visible:outline-2 focus-visible:outline-offset-0",
        "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive/40",
        className,
      )}
      {...props}
    />
  );
}

export { Input };
