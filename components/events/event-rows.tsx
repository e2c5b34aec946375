"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import { SeverityIcon } from "@/components/status/severity";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import type { HostEvent } from "@/lib/contracts/event";
import { useFormat } from "@/lib/format/use-format";
import { EventTime } from "./event-time";

const columns =
  "grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 md:grid-cols-[auto_10.5rem_minmax(8rem,1fr)_minmax(0,2.5fr)_auto]";

/** Events one under the other, newest first; each opens to the record itself. */
export function EventRows({ events }: { events: readonly HostEvent[] }) {
  const t = useTranslations("events.column");
  return (
    <div className="bg-card overflow-hidden rounded-lg border">
      <div
        aria-hidden
        className={cn(
          columns,
          "bg-muted/50 text-muted-foreground border-b px-3 py-1.5 text-xs max-md:hidden",
        )}
      >
        <span className="w-9" />
        <span>{t("time")}</span>
        <span>{t("sensor")}</span>
        <span>{t("event")}</span>
        <span />
      </div>
      <ul>
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </div>
  );
}

const EventRow = memo(function EventRow({ event }: { event: HostEvent }) {
  const t = useTranslations("events");
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <li className="border-t first:border-t-0">
      <div className={cn(columns, "hover:bg-accent/40 relative items-baseline px-3 py-2")}>
        <span className="flex items-center gap-1.5 self-center max-md:row-span-2 max-md:self-start">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={details}
            aria-label={t("details", { id: event.recordId })}
            onClick={() => setOpen(!open)}
            className="rounded-sm after:absolute after:inset-0"
          >
            <ChevronRight
              aria-hidden
              className={cn("text-muted-foreground size-3.5 transition-transform", open && "rotate-90")}
            />
          </button>
          <SeverityIcon severity={event.severity} labelled />
        </span>
        <span className="text-muted-foreground text-xs">
          <EventTime event={event} />
        </span>
        <span className="text-muted-foreground truncate max-md:hidden">{event.sensor}</span>
        <span className="min-w-0 break-words max-md:col-start-2">{event.text}</span>
        <span className="max-md:hidden">
          {event.archived && <Badge variant="muted">{t("archivedBadge")}</Badge>}
        </span>
      </div>
      {open && (
        <div id={details} className="bg-muted/30 border-t px-3 py-2.5 md:pl-12">
          <EventDetails event={event} />
        </div>
      )}
    </li>
  );
});

function EventDetails({ event }: { event: HostEvent }) {
  const t = useTranslations("events");
  const format = useFormat();
  return (
    <dl className="[&_dt]:text-muted-foreground grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
      <dt>{t("column.sensor")}</dt>
      <dd>
        {event.sensor} ({event.sensorType})
        {event.direction !== "none" && <> · {t(`direction.${event.direction}`)}</>}
      </dd>
      <dt>{t("column.received")}</dt>
      <dd>{format.dateTime(event.receivedAt)}</dd>
      <dt>{t("raw")}</dt>
      <dd className="font-mono break-all">
        {t("record", { id: event.recordId })} · {event.rawHex}
      </dd>
    </dl>
  );
}
