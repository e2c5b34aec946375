"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Field } from "@/components/form/field";
import { type FieldProblems, fromApi } from "@/components/form/field-errors";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import type { ConsoleRule, ConsoleRuleFields } from "@/lib/contracts/recording";
import { Severity, severities } from "@/lib/contracts/severity";
import { TryRule } from "./try-rule";
import { useRuleActions } from "./use-rules";

const NEW: ConsoleRuleFields = { name: "", pattern: "", severity: "warning", enabled: true };

/** A rule of one's own: new, or changed. */
export function RuleSheet({ rule, onClose }: { rule: ConsoleRule | null; onClose: () => void }) {
  const t = useTranslations("console-settings.rules");
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent className="w-full sm:max-w-lg">
        <SheetHeader>
          <SheetTitle>{t(rule ? "editTitle" : "addTitle")}</SheetTitle>
          <SheetDescription>{t("formText")}</SheetDescription>
        </SheetHeader>
        <RuleForm rule={rule} onDone={onClose} />
      </SheetContent>
    </Sheet>
  );
}

function RuleForm({ rule, onDone }: { rule: ConsoleRule | null; onDone: () => void }) {
  const t = useTranslations("console-settings.rules");
  const common = useTranslations("common");
  const [fields, setFields] = useState<ConsoleRuleFields>(() => fieldsOf(rule));
  const [problems, setProblems] = useState<FieldProblems>({});
  const { save } = useRuleActions();
  const change = (part: Partial<ConsoleRuleFields>) => setFields((held) => ({ ...held, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn(fields);
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    save.mutate(
      { id: rule?.id ?? null, fields },
      {
        onSuccess: ({ name }) => {
          toast.success(t(rule ? "changed" : "added", { name }));
          onDone();
        },
        onError: (error) => setProblems(fromApi(error)),
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="grid content-start gap-4 overflow-y-auto px-5 py-4">
        <Field label={t("name")} problem={problems.name}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={100}
              value={fields.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("pattern")} problem={problems.pattern}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={500}
              value={fields.pattern}
              onChange={(event) => change({ pattern: event.target.value })}
              className="font-mono"
            />
          )}
        </Field>
        <SeverityField severity={fields.severity} onChange={(severity) => change({ severity })} />
        <TryRule pattern={fields.pattern} />
        {save.error && Object.keys(fromApi(save.error)).length === 0 && <ErrorState error={save.error} />}
      </div>
      <SheetFooter>
        <Button type="submit" disabled={save.isPending} className="ml-auto">
          {common("save")}
        </Button>
      </SheetFooter>
    </form>
  );
}

function fieldsOf(rule: ConsoleRule | null): ConsoleRuleFields {
  if (rule === null) return NEW;
  const { name, pattern, severity, enabled } = rule;
  return { name, pattern, severity, enabled };
}

function missingIn({ name, pattern }: ConsoleRuleFields): FieldProblems {
  const required = { code: "required", message: "required" };
  return { ...(name.trim() === "" && { name: required }), ...(pattern === "" && { pattern: required }) };
}

function SeverityField(props: { severity: Severity; onChange: (severity: Severity) => void }) {
  const t = useTranslations("console-settings.rules");
  const common = useTranslations("common.severity");
  return (
    <Field label={t("severity")}>
      {(control) => (
        <Select value={props.severity} onValueChange={(value) => props.onChange(Severity.parse(value))}>
          <SelectTrigger {...control} className="min-w-32">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {severities.map((severity) => (
              <SelectItem key={severity} value={severity}>
                {common(severity)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
