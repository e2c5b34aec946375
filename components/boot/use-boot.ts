"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAction, useRememberAction } from "@/components/power/use-action";
import { api } from "@/lib/api-client";
import type { BootRequest } from "@/lib/contracts/action";
import { queryKeys } from "@/lib/query-keys";
import { isHonoured } from "./boot-match";

/** The override as last read back, and the setting of it. */
export function useBoot(hostId: string) {
  const client = useQueryClient();
  const remember = useRememberAction();
  const state = useQuery({ queryKey: queryKeys.boot(hostId), queryFn: () => api.boot(hostId) });
  const set = useMutation({
    mutationFn: (request: BootRequest) => api.setBoot(hostId, request),
    onSuccess: remember,
  });
  const action = useAction(set.data?.id ?? null).data ?? set.data ?? null;
  const finishedAt = action?.finishedAt ?? null;

  useEffect(() => {
    if (finishedAt) void client.invalidateQueries({ queryKey: queryKeys.boot(hostId) });
  }, [client, hostId, finishedAt]);

  const found = state.data ?? null;
  const readAfterwards = found !== null && finishedAt !== null && found.at >= (action?.requestedAt ?? "");
  const wanted = set.variables ?? null;
  const ignored = readAfterwards && wanted !== null && !isHonoured(wanted, found) ? { wanted, found } : null;
  return { state, set, action, ignored };
}
