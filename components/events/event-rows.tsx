"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import { SeverityIcon } from "@/components/status/severity";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import type { HostEvent } from "@/lib/contracts/event";
import { useFormat } from "@/lib/format/use-format";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { EventTime } from "./event-time";

const columns =
  "grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 md:grid-cols-[auto_10.5rem_minmax(8rem,1fr)_minmax(0,2.5fr)_auto]";

/** Events one under the other, newest first; each opens to the record itself. */
export function EventRows({ events }: { events: readonly HostEvent[] }) {
  const t = useTranslations("events.column");
  return (
    <table className="bg-card block overflow-hidden rounded-lg border">
      <thead className="block max-md:sr-only">
        <tr className={cn(columns, "bg-muted/50 text-muted-foreground px-3 py-1.5 text-left text-xs")}>
          <th scope="col" className="w-9">
            <span className="sr-only">{t("severity")}</span>
          </th>
          {(["time", "sensor", "event"] as const).map((column) => (
            <th key={column} scope="col" className="font-normal">
              {t(column)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      {events.map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
    </table>
  );
}

const EventRow = memo(function EventRow({ event }: { event: HostEvent }) {
  const t = useTranslations("events");
  const [open, setOpen] = useState(false);
  const details = useId();
  const format = useFormat();
  const phrase = usePhrase();
  const isMatch = event.source === "console";
  const sensor = isMatch ? t("fromConsole") : event.sensor;
  return (
    <tbody className="block border-t">
      <tr className={cn(columns, "hover:bg-accent/40 relative items-baseline px-3 py-2")}>
        <td className="flex items-center gap-1.5 self-center max-md:row-span-2 max-md:self-start">
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
        </td>
        <td className="text-muted-foreground text-xs">
          {isMatch ? format.dateTime(event.receivedAt) : <EventTime event={event} />}
        </td>
        <td className="text-muted-foreground truncate max-md:hidden">{sensor}</td>
        <td className="min-w-0 break-words max-md:col-start-2">
          <span className="text-muted-foreground md:hidden">{sensor} · </span>
          {isMatch ? event.text : phrase(event.text)}
        </td>
        <td className="max-md:hidden">
          {event.archived && <Badge variant="muted">{t("archivedBadge")}</Badge>}
        </td>
      </tr>
      {open && (
        <tr className="block">
          <td colSpan={5} id={details} className="bg-muted/30 block border-t px-3 py-2.5 md:pl-12">
            <EventDetails event={event} />
          </td>
        </tr>
      )}
    </tbody>
  );
});

function EventDetails({ event }: { event: HostEvent }) {
  const t = useTranslations("events");
  const phrase = usePhrase();
  const format = useFormat();
  if (event.source === "console") return <ConsoleMatch event={event} />;
  return (
    <dl className="[&_dt]:text-muted-foreground grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
      <dt>{t("column.sensor")}</dt>
      <dd>
        {event.sensor} ({phrase(event.sensorType)})
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

/** What the console printed around the line, and the way to it. */
function ConsoleMatch({ event }: { event: HostEvent }) {
  const t = useTranslations("events");
  const format = useFormat();
  return (
    <div className="grid gap-2 text-xs">
      <pre className="bg-background max-h-72 overflow-auto rounded-md border p-2 font-mono break-words whitespace-pre-wrap">
        {event.context}
      </pre>
      <p className="text-muted-foreground flex flex-wrap gap-x-4">
        {t("column.received")}: {format.dateTime(event.receivedAt)}
        {event.offset !== null && (
          <Link
            href={`/hosts/${encodeURIComponent(event.hostId)}/console?at=${event.offset}`}
            className="text-primary hover:underline"
          >
            {t("showOnConsole")}
          </Link>
        )}
      </p>
    </div>
  );
}
