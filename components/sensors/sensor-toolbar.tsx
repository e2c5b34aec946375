"use client";

import { Download, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { api } from "@/lib/api-client";
import { Severity, severities } from "@/lib/contracts/severity";
import type { SensorFilter } from "./sensor-view";

const ANY = "any";

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
      <div className="relative min-w-40 flex-1 sm:max-w-64">
        <Search
          aria-hidden
          className="text-muted-foreground pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
        />
        <Input
          type="search"
          value={filter.text}
          onChange={(event) => onChange({ text: event.target.value })}
          aria-label={t("filter")}
          placeholder={t("filter")}
          className="pl-8"
        />
      </div>
      <Select
        value={filter.severity ?? ANY}
        onValueChange={(value) => onChange({ severity: Severity.safeParse(value).data ?? null })}
      >
        <SelectTrigger aria-label={t("severity")}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ANY}>{t("anySeverity")}</SelectItem>
          {severities.map((severity) => (
            <SelectItem key={severity} value={severity}>
              {t(`severities.${severity}`)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <div className="flex items-center gap-2 px-1">
        <Switch
          id={problems}
          checked={filter.problems}
          onCheckedChange={(checked) => onChange({ problems: checked })}
        />
        <Label htmlFor={problems}>{t("problemsOnly")}</Label>
      </div>
      <div className="ml-auto flex gap-2">
        {(["csv", "json"] as const).map((format) => (
          <Button key={format} variant="outline" size="sm" asChild>
            <a
              href={api.sensorExport(hostId, format)}
              download
              aria-label={t("export", { format: format.toUpperCase() })}
            >
              <Download aria-hidden />
              {format.toUpperCase()}
            </a>
          </Button>
        ))}
      </div>
    </div>
  );
}
