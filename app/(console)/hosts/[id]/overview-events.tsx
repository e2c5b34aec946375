"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { EventTime } from "@/components/events/event-time";
import { LogWarning } from "@/components/events/log-status";
import { useLatestEvents } from "@/components/events/use-events";
import { SeverityIcon } from "@/components/status/severity";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

const SHOWN = 8;

/** The newest events, and a warning when the log is about to lose some. */
export function EventsCard({ hostId }: { hostId: string }) {
  const t = useTranslations("host.overview");
  const phrase = usePhrase();
  const { data } = useLatestEvents(hostId, SHOWN);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("events")}</CardTitle>
        <CardAction>
          <Link
            href={`/hosts/${encodeURIComponent(hostId)}/events`}
            className="text-primary text-xs hover:underline"
          >
            {t("allEvents")}
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent className="grid gap-3">
        {!data && <Skeleton className="h-24 w-full" />}
        {data?.status && <LogWarning status={data.status} />}
        {data?.events.length === 0 && (
          <p className="text-muted-foreground">{t(data.status ? "noEvents" : "eventsNotRead")}</p>
        )}
        {data && data.events.length > 0 && (
          <ul className="grid gap-2">
            {data.events.map((event) => (
              <li
                key={event.id}
                className="grid grid-cols-[auto_1fr] gap-x-2.5 sm:grid-cols-[auto_9.5rem_1fr]"
              >
                <SeverityIcon severity={event.severity} labelled className="mt-0.5" />
                <span className="text-muted-foreground text-xs leading-5 max-sm:order-last max-sm:col-start-2">
                  <EventTime event={event} />
                </span>
                <span className="min-w-0 break-words">
                  <span className="text-muted-foreground">{event.sensor} · </span>
                  {event.source === "console" ? event.text : phrase(event.text)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
