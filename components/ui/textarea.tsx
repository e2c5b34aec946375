import type * as React from "react";
import { cn } from "@/lib/cn";

function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(
        "border-input bg-card placeholder:text-muted-foreground/80 flex field-sizing-content min-h-16 w-full rounded-md border px-2.5 py-1.5 text-sm shadow-xs transition-colors disabled:cursor-not-allowed disabled:opacity-50 max-md:text-base",
        "focus-visible:border-ring focus-visible:outline-ring/40 focus-visible:outline-2 focus-visible:outline-offset-0",
        "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive/40",
        className,
      )}
      {...props}
    />
  );
}

export { Textarea };
