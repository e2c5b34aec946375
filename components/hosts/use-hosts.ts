"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** All hosts; the live connection keeps the list true. */
export function useHosts() {
  return useQuery({ queryKey: queryKeys.hosts, queryFn: ({ signal }) => api.hosts(signal) });
}
