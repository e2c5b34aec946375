"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** Sensors as last read by the poller; refreshed when the live connection announces a round. */
export function useSensors(hostId: string) {
  return useQuery({
    queryKey: queryKeys.sensors(hostId),
    queryFn: ({ signal }) => api.sensors(hostId, signal),
  });
}
