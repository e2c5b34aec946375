"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { type EventFilter, queryOf } from "./event-filter";

/** Events of a host, newest first, page after page. */
export function useEvents(hostId: string, filter: EventFilter) {
  const query = queryOf(filter, useLocale());
  return useInfiniteQuery({
    queryKey: queryKeys.events(hostId, query),
    queryFn: ({ pageParam, signal }) =>
      api.events(hostId, { ...query, ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The newest few, for the overview. */
export function useLatestEvents(hostId: string, limit: number) {
  const query = { limit };
  return useQuery({
    queryKey: [...queryKeys.events(hostId, query), "latest"],
    queryFn: ({ signal }) => api.events(hostId, query, signal),
  });
}
