"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import type { Role } from "@/lib/contracts/access";
import { type Permission, permissions } from "@/lib/permissions";
import { queryKeys } from "@/lib/query-keys";

/** The present person; `data` is undefined until known. */
export function useMe() {
  return useQuery({ queryKey: queryKeys.me, queryFn: ({ signal }) => api.me(signal), staleTime: 60_000 });
}

/** Whether the engine will allow it, and the least role that may. Only for hiding: the engine checks again. */
export function usePermission(permission: Permission): { allowed: boolean; role: Role } {
  const { data } = useMe();
  return {
    allowed: data?.permissions.includes(permission) ?? false,
    role: permissions[permission].roles[0],
  };
}
