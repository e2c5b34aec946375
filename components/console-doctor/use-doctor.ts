"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import type { DoctorFix } from "@/lib/contracts/console-doctor";
import { queryKeys } from "@/lib/query-keys";

/** The report, read anew each time it is opened, and the mending, which brings a new one. */
export function useDoctor(hostId: string) {
  const client = useQueryClient();
  const key = queryKeys.consoleDoctor(hostId);
  const report = useQuery({
    queryKey: key,
    queryFn: () => api.consoleDoctor(hostId),
    gcTime: 0,
    retry: false,
  });
  const fix = useMutation({
    mutationFn: (request: DoctorFix) => api.fixConsole(hostId, request),
    onSuccess: (next) => client.setQueryData(key, next),
  });
  return { report, fix };
}
