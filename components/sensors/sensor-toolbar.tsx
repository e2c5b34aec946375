"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { ExportLinks } from "@/components/filter/export-links";
import { SearchField } from "@/components/filter/search-field";
import { SeveritySelect } from "@/components/filter/severity-select";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { api } from "@/lib/api-client";
import type { SensorFilter } from "./sensor-view";

/** Filter and export of the sensor page. */
export function SensorToolbar({
  hostId,
  filter,
  onChange,
}: {
  hostId: string;
  filter: SensorFilter;
  onChange: (change: Partial<SensorFilter>) => void;
}) {
  const t = useTranslations("sensors");
  const problems = useId();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField value={filter.text} label={t("filter")} onChange={(text) => onChange({ text })} />
      <SeveritySelect value={filter.severity} onChange={(severity) => onChange({ severity })} />
      <div className="flex items-center gap-2 px-1">
        <Switch
          id={problems}
          checked={filter.problems}
          onCheckedChange={(checked) => onChange({ problems: checked })}
        />
        <Label htmlFor={problems}>{t("problemsOnly")}</Label>
      </div>
      <div className="ml-auto flex gap-2">
        <ExportLinks href={(format) => api.sensorExport(hostId, format)} />
      </div>
    </div>
  );
}
