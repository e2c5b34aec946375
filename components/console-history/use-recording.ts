"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { MOST_MARKS } from "@/lib/contracts/recording";
import { queryKeys } from "@/lib/query-keys";
import { newestOf } from "./mark-list";

/** The recording grows: its end and its marks are asked for so often. */
const AGAIN_MS = 10_000;

export function useRecording(hostId: string) {
  return useQuery({
    queryKey: queryKeys.recording(hostId),
    queryFn: ({ signal }) => api.recording(hostId, signal),
    refetchInterval: AGAIN_MS,
  });
}

/** The newest marks: those of a host that nobody keeps quiet can be many. */
export function useMarks(hostId: string) {
  return useQuery({
    queryKey: queryKeys.consoleMarks(hostId),
    queryFn: ({ signal }) => api.consoleMarks(hostId, { limit: MOST_MARKS, which: "newest" }, signal),
    select: ({ marks }) => newestOf(marks, MOST_MARKS),
    refetchInterval: AGAIN_MS,
  });
}
