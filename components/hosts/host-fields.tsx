"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Field } from "@/components/form/field";
import type { FieldProblems } from "@/components/form/field-errors";
import { PasswordInput } from "@/components/form/password-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { HostDetail } from "@/lib/contracts/host";
import type { HostFormValues } from "./host-form-values";
import { TagInput } from "./tag-input";

export interface HostFieldsProps {
  values: HostFormValues;
  problems: FieldProblems;
  onChange: (change: Partial<HostFormValues>) => void;
  /** The host that is edited; null for a new one. */
  host: HostDetail | null;
}

/** How the host is called and kept. */
export function HostFields({ values, problems, onChange }: HostFieldsProps) {
  const t = useTranslations("hosts.form");
  return (
    <Section title={t("sectionHost")}>
      <Field label={t("name")} problem={problems.name}>
        {(control) => (
          <Input
            {...control}
            value={values.name}
            onChange={(event) => onChange({ name: event.target.value })}
            placeholder={t("namePlaceholder")}
            autoComplete="off"
            autoFocus
          />
        )}
      </Field>
      <Field label={t("tags")} optional hint={t("tagsHint")} problem={problems.tags}>
        {(control) => (
          <TagInput control={control} value={values.tags} onChange={(tags) => onChange({ tags })} />
        )}
      </Field>
      <Field label={t("note")} optional problem={problems.note}>
        {(control) => (
          <Textarea
            {...control}
            value={values.note}
            rows={2}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Field>
      <CheckField
        label={t("protected")}
        hint={t("protectedHint")}
        checked={values.protected}
        onChange={(checked) => onChange({ protected: checked })}
      />
    </Section>
  );
}

/** How its BMC is reached. Secrets go in and never come out. */
export function BmcFields({ values, problems, onChange, host }: HostFieldsProps) {
  const t = useTranslations("hosts.form");
  const identityChanged = host?.contact.failure?.code === "identity-changed";
  return (
    <Section title={t("sectionBmc")}>
      <div className="grid grid-cols-[1fr_6.5rem] gap-3">
        <Field label={t("address")} hint={t("addressHint")} problem={problems.address}>
          {(control) => (
            <Input
              {...control}
              value={values.address}
              onChange={(event) => onChange({ address: event.target.value })}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
          )}
        </Field>
        <Field label={t("port")} problem={problems.port}>
          {(control) => (
            <Input
              {...control}
              value={values.port}
              onChange={(event) => onChange({ port: event.target.value })}
              inputMode="numeric"
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("username")} hint={t("usernameHint")} problem={problems.username}>
          {(control) => (
            <Input
              {...control}
              value={values.username}
              onChange={(event) => onChange({ username: event.target.value })}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
          )}
        </Field>
        <Field
          label={t("password")}
          hint={host ? t("passwordKeep") : t("passwordHint")}
          problem={problems.password}
        >
          {(control) => (
            <PasswordInput
              {...control}
              value={values.password}
              onChange={(event) => onChange({ password: event.target.value })}
              autoComplete="new-password"
            />
          )}
        </Field>
      </div>
      <Field
        label={t("key")}
        optional
        hint={host?.hasBmcKey ? t("keyKeep") : t("keyHint")}
        problem={problems.bmcKey}
      >
        {(control) => (
          <PasswordInput
            {...control}
            value={values.bmcKey}
            disabled={values.removeKey}
            onChange={(event) => onChange({ bmcKey: event.target.value })}
            autoComplete="new-password"
          />
        )}
      </Field>
      {host?.hasBmcKey && (
        <CheckField
          label={t("removeKey")}
          checked={values.removeKey}
          onChange={(removeKey) => onChange({ removeKey, bmcKey: "" })}
        />
      )}
      {identityChanged && (
        <CheckField
          label={t("acceptIdentity")}
          hint={t("acceptIdentityHint")}
          checked={values.acceptIdentity}
          onChange={(acceptIdentity) => onChange({ acceptIdentity })}
        />
      )}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-3.5">
      <legend className="text-muted-foreground mb-2.5 text-xs font-medium tracking-wide uppercase">
        {title}
      </legend>
      {children}
    </fieldset>
  );
}

function CheckField({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <div className="grid gap-1">
        <Label htmlFor={id}>{label}</Label>
        {hint && (
          <p id={`${id}-hint`} className="text-muted-foreground text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
