"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { api, type Query } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** Audit entries a page at a time, newest first; the next page is older. */
export function useAudit(query: Query) {
  return useInfiniteQuery({
    queryKey: queryKeys.audit(query),
    queryFn: ({ pageParam }) => api.audit({ ...query, before: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
