"use client";

import { useTranslations } from "next-intl";
import { ExportLinks } from "@/components/filter/export-links";
import { SearchField } from "@/components/filter/search-field";
import { SeveritySelect } from "@/components/filter/severity-select";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { api } from "@/lib/api-client";
import { EventQuery } from "@/lib/contracts/event";
import type { HostSummary } from "@/lib/contracts/host";
import { ClearEvents } from "./clear-events";
import type { ArchivedChoice, EventFilter } from "./event-filter";

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
      <SearchField value={filter.search} label={t("search")} onChange={(search) => onChange({ search })} />
      <SeveritySelect value={filter.severity} onChange={(severity) => onChange({ severity })} />
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
        <ExportLinks href={(format) => api.eventExport(host.id, format)} />
        <ClearEvents host={host} />
      </div>
    </div>
  );
}
