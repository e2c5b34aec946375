"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import type { Role } from "@/lib/contracts/access";
import { type Permission, permissions } from "@/lib/permissions";
import { queryKeys } from "@/lib/query-keys";

/** While the engine does not answer, it is asked again by itself. */
const RETRY_MS = 3000;

/** The present person; `data` is undefined until known. */
export function useMe() {
  return useQuery({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) => api.me(signal),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.status === "error" ? RETRY_MS : false),
  });
}

/** Whether the engine will allow it, and the least role that may. Only for hiding: the engine checks again. */
export function usePermission(permission: Permission): { allowed: boolean; role: Role } {
  const { data } = useMe();
  return {
    allowed: data?.permissions.includes(permission) ?? false,
    role: permissions[permission].roles[0],
  };
}
