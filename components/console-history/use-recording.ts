"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** The recording grows: its end and its marks are asked for so often. */
const AGAIN_MS = 10_000;
const MOST_MARKS = 5000;

export function useRecording(hostId: string) {
  return useQuery({
    queryKey: queryKeys.recording(hostId),
    queryFn: ({ signal }) => api.recording(hostId, signal),
    refetchInterval: AGAIN_MS,
  });
}

export function useMarks(hostId: string) {
  return useQuery({
    queryKey: queryKeys.consoleMarks(hostId),
    queryFn: ({ signal }) => api.consoleMarks(hostId, { limit: MOST_MARKS }, signal),
    refetchInterval: AGAIN_MS,
  });
}
