"use client";

import { Download, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { api } from "@/lib/api-client";
import { EventQuery } from "@/lib/contracts/event";
import type { HostSummary } from "@/lib/contracts/host";
import { Severity, severities } from "@/lib/contracts/severity";
import { ClearEvents } from "./clear-events";
import type { ArchivedChoice, EventFilter } from "./event-filter";

const ANY = "any";
const archivedChoices: readonly ArchivedChoice[] = ["exclude", "include", "only"];

/** Filter, export and clearing of the event page. */
export function EventToolbar({
  host,
  filter,
  onChange,
}: {
  host: HostSummary;
  filter: EventFilter;
  onChange: (change: Partial<EventFilter>) => void;
}) {
  const t = useTranslations("events");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-40 flex-1 sm:max-w-64">
        <Search
          aria-hidden
          className="text-muted-foreground pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
        />
        <Input
          type="search"
          value={filter.search}
          maxLength={200}
          onChange={(event) => onChange({ search: event.target.value })}
          aria-label={t("search")}
          placeholder={t("search")}
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
      <Select
        value={filter.archived}
        onValueChange={(value) => {
          const choice = EventQuery.shape.archived.safeParse(value);
          if (choice.success) onChange({ archived: choice.data });
        }}
      >
        <SelectTrigger aria-label={t("archived.label")}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {archivedChoices.map((choice) => (
            <SelectItem key={choice} value={choice}>
              {t(`archived.${choice}`)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <div className="ml-auto flex flex-wrap gap-2">
        {(["csv", "json"] as const).map((format) => (
          <Button key={format} variant="outline" size="sm" asChild>
            <a
              href={api.eventExport(host.id, format)}
              download
              aria-label={t("export", { format: format.toUpperCase() })}
            >
              <Download aria-hidden />
              {format.toUpperCase()}
            </a>
          </Button>
        ))}
        <ClearEvents host={host} />
      </div>
    </div>
  );
}
