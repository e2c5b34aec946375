"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { withAction } from "@/components/live/apply-live-message";
import { api } from "@/lib/api-client";
import type { Action } from "@/lib/contracts/action";
import { queryKeys } from "@/lib/query-keys";

type ActionList = Awaited<ReturnType<typeof api.actions>>;

/** Asked for only when the live connection has nothing to say; it normally brings every change. */
const FALLBACK_MS = 2000;

/** An action as it goes on. */
export function useAction(id: string | null) {
  return useQuery({
    queryKey: queryKeys.action(id ?? ""),
    queryFn: () => api.action(id ?? ""),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.finished ? false : FALLBACK_MS),
  });
}

/** Puts an action the engine has just answered with where `useAction` and the list of last actions look. */
export function useRememberAction(): (action: Action) => void {
  const client = useQueryClient();
  return useCallback(
    (action) => {
      client.setQueryData<Action>(queryKeys.action(action.id), (held) => (held?.finished ? held : action));
      client.setQueryData<ActionList>(
        queryKeys.actions(action.hostId),
        (list) => list && withAction(list, action),
      );
    },
    [client],
  );
}

/** The last actions on a host, newest first. */
export function useHostActions(hostId: string) {
  return useQuery({
    queryKey: queryKeys.actions(hostId),
    queryFn: () => api.actions(hostId),
    refetchInterval: ({ state }) => (state.data?.actions.some((a) => !a.finished) ? FALLBACK_MS : false),
  });
}
