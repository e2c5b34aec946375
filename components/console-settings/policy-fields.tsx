"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { ConsolePolicy } from "@/lib/contracts/recording";
import {
  isNumberName,
  type NumberName,
  numbers,
  type PolicyName,
  policyNames,
  withOwn,
} from "./policy-draft";

interface Props {
  policy: Partial<ConsolePolicy>;
  /** What counts where nothing is set; null: all is set here. */
  inherited: ConsolePolicy | null;
  onChange: (policy: Partial<ConsolePolicy>) => void;
}

/** The settings of a policy, one under the other, each with what it means. */
export function PolicyFields({ policy, inherited, onChange }: Props) {
  return (
    <ul className="divide-y">
      {policyNames.map((name) => (
        <PolicyField key={name} name={name} policy={policy} inherited={inherited} onChange={onChange} />
      ))}
    </ul>
  );
}

function PolicyField({ name, policy, inherited, onChange }: Props & { name: PolicyName }) {
  const t = useTranslations("console-settings.policy");
  const id = useId();
  const value = policy[name];
  return (
    <li className="grid gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <Label htmlFor={value === undefined ? undefined : id}>{t(name)}</Label>
        <p id={`${id}-text`} className="text-muted-foreground mt-1 text-xs">
          {t(`${name}Text`)}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3 sm:justify-end">
        {inherited && (
          <Label className="text-xs font-normal">
            <Checkbox
              checked={value !== undefined}
              onCheckedChange={(own) => onChange(withOwn(policy, inherited, name, own === true))}
              aria-label={`${t("own")}: ${t(name)}`}
            />
            {t("own")}
          </Label>
        )}
        {value === undefined && inherited ? (
          <Inherited value={inherited[name]} />
        ) : isNumberName(name) ? (
          <NumberInput
            id={id}
            name={name}
            value={policy[name] ?? 0}
            onChange={(next) => onChange({ ...policy, [name]: next })}
          />
        ) : (
          <Switch
            id={id}
            aria-describedby={`${id}-text`}
            checked={policy[name] ?? false}
            onCheckedChange={(next) => onChange({ ...policy, [name]: next })}
          />
        )}
      </div>
    </li>
  );
}

function Inherited({ value }: { value: number | boolean }) {
  const t = useTranslations("console-settings.policy");
  const word = typeof value === "number" ? String(value) : t(value ? "yes" : "no");
  return <span className="text-muted-foreground text-xs">{t("as", { value: word })}</span>;
}

function NumberInput(props: {
  id: string;
  name: NumberName;
  value: number;
  onChange: (value: number) => void;
}) {
  const t = useTranslations("console-settings.policy");
  const { id, name, value } = props;
  const { least, most } = numbers[name];
  const wrong = !Number.isInteger(value) || value < least || value > most;
  return (
    <span className="grid justify-items-end gap-1">
      <Input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        step={1}
        value={Number.isNaN(value) ? "" : value}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
        aria-invalid={wrong}
        aria-describedby={`${id}-text${wrong ? ` ${id}-error` : ""}`}
        className="w-28 text-right"
      />
      {wrong && (
        <span id={`${id}-error`} role="alert" className="text-critical text-xs">
          {t("number", { least, most })}
        </span>
      )}
    </span>
  );
}
