import type { z } from "zod";
import type {
  ConsoleMark,
  ConsoleStretch,
  MarkQuery,
  RecordingInfo,
  StretchQuery,
} from "@/lib/contracts/recording";
import type { HostRecording, Stretch } from "@/server/recording/recording";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { findHost } from "../hosts/find-host";
import type { RecordingDeps } from "./console-services";

async function recordingOf(deps: RecordingDeps, ctx: ServiceContext, hostId: string): Promise<HostRecording> {
  requirePermission(ctx, "console.read");
  await findHost(deps.stores.hosts, hostId);
  return deps.consoles.recordings.open(hostId);
}

/** What is kept of a host's console. */
export async function recordingInfo(
  deps: RecordingDeps,
  ctx: ServiceContext,
  hostId: string,
): Promise<RecordingInfo> {
  return (await recordingOf(deps, ctx, hostId)).info;
}

/** Some of the output, by offset, by time, or up to an offset. Without a place: the newest. */
export async function recordingStretch(
  deps: RecordingDeps,
  ctx: ServiceContext,
  hostId: string,
  query: StretchQuery,
): Promise<ConsoleStretch> {
  const recording = await recordingOf(deps, ctx, hostId);
  const stretch = await readAt(recording, query);
  return {
    from: stretch.from,
    until: stretch.from + stretch.bytes.length,
    data: stretch.bytes.toString("base64"),
    times: stretch.times.map(([offset, at]) => [offset, at]),
    marks: [...stretch.marks],
  };
}

async function readAt(recording: HostRecording, { from, at, before, bytes }: StretchQuery): Promise<Stretch> {
  const { end } = recording;
  if (from === undefined && at === undefined) return recording.readBefore(before ?? end, bytes);
  const place = from ?? (at === undefined ? end : await recording.locate(new Date(at)));
  return recording.read(place, Math.min(bytes, Math.max(0, end - place)));
}

/** What happened at places of the output, ascending. */
export async function recordingMarks(
  deps: RecordingDeps,
  ctx: ServiceContext,
  hostId: string,
  { from = 0, until = Number.MAX_SAFE_INTEGER, limit, which }: z.infer<typeof MarkQuery>,
): Promise<readonly ConsoleMark[]> {
  const recording = await recordingOf(deps, ctx, hostId);
  return recording.marks(from, until, limit, which);
}
