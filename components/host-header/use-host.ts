"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import type { HostSummary } from "@/lib/contracts/host";
import { queryKeys } from "@/lib/query-keys";

/** A host with its details. What the fleet list already knows of it is there at once, so the header never waits. */
export function useHost(id: string) {
  const client = useQueryClient();
  const detail = useQuery({ queryKey: queryKeys.host(id), queryFn: ({ signal }) => api.host(id, signal) });
  const listed = client
    .getQueryData<{ hosts: HostSummary[] }>(queryKeys.hosts)
    ?.hosts.find((host) => host.id === id);
  const host: HostSummary | undefined = detail.data ?? listed;
  return { host, detail: detail.data, error: detail.error, refetch: detail.refetch };
}
