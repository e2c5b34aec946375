"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { EmptyNote } from "@/components/host-header/empty-note";
import { useHost } from "@/components/host-header/use-host";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { type EventFilter, filterOf, isFiltered, paramsOf } from "./event-filter";
import { EventRows } from "./event-rows";
import { EventToolbar } from "./event-toolbar";
import { LogStatus, LogWarning } from "./log-status";
import { useEvents } from "./use-events";

/** The event log of a host, archived events included on request; filtered by what the address says. */
export function EventPage({ hostId }: { hostId: string }) {
  const { host } = useHost(hostId);
  const [params, setParams] = useUrlFilter();
  const filter = filterOf(params);
  const change = (next: Partial<EventFilter>) => setParams(paramsOf({ ...filter, ...next }));
  return (
    <div className="grid gap-3">
      {host && <EventToolbar host={host} filter={filter} onChange={change} />}
      <EventList hostId={hostId} filter={filter} onClear={() => change({ search: "", severity: null })} />
    </div>
  );
}

function EventList({
  hostId,
  filter,
  onClear,
}: {
  hostId: string;
  filter: EventFilter;
  onClear: () => void;
}) {
  const t = useTranslations("events");
  const search = useDeferredValue(filter.search);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useEvents(hostId, {
    ...filter,
    search,
  });
  if (!data) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-96 w-full" />;
  }
  const events = data.pages.flatMap((page) => page.events);
  const status = data.pages[0]?.status ?? null;
  return (
    <>
      {status && <LogWarning status={status} />}
      {status && <LogStatus status={status} />}
      {events.length > 0 && <EventRows events={events} />}
      {events.length === 0 && isFiltered(filter) && (
        <EmptyNote title={t("noMatch")}>
          <Button variant="outline" size="sm" onClick={onClear}>
            {t("clearFilter")}
          </Button>
        </EmptyNote>
      )}
      {events.length === 0 && !isFiltered(filter) && <NoEvents read={status !== null} filter={filter} />}
      {hasNextPage && (
        <Button
          variant="outline"
          className="justify-self-center"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </>
  );
}

function NoEvents({ read, filter }: { read: boolean; filter: EventFilter }) {
  const t = useTranslations("events");
  if (filter.archived === "only") return <EmptyNote title={t("emptyArchive")} />;
  if (!read) return <EmptyNote title={t("notYet")}>{t("notYetHint")}</EmptyNote>;
  return <EmptyNote title={t("empty")} />;
}
