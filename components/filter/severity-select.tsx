"use client";

import { useTranslations } from "next-intl";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Severity, severities } from "@/lib/contracts/severity";

const ANY = "any";

/** One severity, or null for any. */
export function SeveritySelect({
  value,
  onChange,
}: {
  value: Severity | null;
  onChange: (value: Severity | null) => void;
}) {
  const t = useTranslations("common");
  return (
    <Select
      value={value ?? ANY}
      onValueChange={(chosen) => onChange(Severity.safeParse(chosen).data ?? null)}
    >
      <SelectTrigger aria-label={t("severityLabel")}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ANY}>{t("anySeverity")}</SelectItem>
        {severities.map((severity) => (
          <SelectItem key={severity} value={severity}>
            {t(`severity.${severity}`)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
