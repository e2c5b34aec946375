"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/cn";
import type { FieldProblem } from "./field-errors";

/** What a control needs to be tied to its label, hint and error. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

interface FieldProps {
  label: string;
  problem?: FieldProblem | undefined;
  hint?: ReactNode;
  optional?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label, control, hint, and the field's own error in the reader's language. */
export function Field({ label, problem, hint, optional = false, className, children }: FieldProps) {
  const id = useId();
  const common = useTranslations("common");
  const text = useFieldProblemText();
  const describedBy = [problem && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id} className="justify-between">
        {label}
        {optional && <span className="text-muted-foreground text-xs font-normal">{common("optional")}</span>}
      </Label>
      {children({ id, "aria-invalid": problem !== undefined, "aria-describedby": describedBy || undefined })}
      {problem && (
        <p id={`${id}-error`} className="text-critical text-xs">
          {text(problem)}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The text of a field's problem, by its code; the engine's own words when this page does not know the code. */
export function useFieldProblemText(): (problem: FieldProblem) => string {
  const t = useTranslations("problems");
  return ({ code, message }) => {
    const key = `field.${code}` as "field.unrecognized";
    return t(t.has(key) ? key : "field.unrecognized", { message });
  };
}
