"use client";

import { useHost } from "@/components/host-header/use-host";
import { Skeleton } from "@/components/ui/skeleton";
import { LastActionsCard } from "./overview-actions";
import { EventsCard } from "./overview-events";
import { BmcCard, PowerCard } from "./overview-facts";
import { HealthCard } from "./overview-health";

/** What an operator wants to know first: is it well, what was done, what happened. */
export function Overview({ hostId }: { hostId: string }) {
  const { host, detail } = useHost(hostId);
  if (!host) return null;
  return (
    <div className="grid items-start gap-3 lg:grid-cols-3">
      <div className="grid gap-3 lg:col-span-2">
        <HealthCard host={host} />
        <EventsCard hostId={hostId} />
        <LastActionsCard hostId={hostId} />
      </div>
      <div className="grid gap-3">
        {detail ? (
          <>
            <PowerCard host={detail} />
            <BmcCard host={detail} />
          </>
        ) : (
          <Skeleton className="h-80 w-full" />
        )}
      </div>
    </div>
  );
}
