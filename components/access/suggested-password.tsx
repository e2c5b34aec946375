"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/form/field";
import type { FieldProblem } from "@/components/form/field-errors";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { suggestPassword } from "./password-suggestion";

/** A password for somebody else: in clear, because it has to be told to them. */
export function SuggestedPassword({
  label,
  value,
  problem,
  onChange,
}: {
  label: string;
  value: string;
  problem: FieldProblem | undefined;
  onChange: (password: string) => void;
}) {
  const t = useTranslations("access");
  return (
    <Field label={label} hint={t("setup.passwordHint")} problem={problem}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="font-mono"
          />
          <Button variant="outline" onClick={() => onChange(suggestPassword())}>
            {t("generate")}
          </Button>
        </div>
      )}
    </Field>
  );
}
