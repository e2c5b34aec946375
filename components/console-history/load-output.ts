import { api } from "@/lib/api-client";
import { STRETCH_BYTES } from "@/lib/contracts/recording";
import type { Place } from "./history-place";
import { type OutputPage, pageOf } from "./output-page";
import { type OutputWindow, withNewer, withOlder } from "./output-window";

/** Output shown before a place, so that there is something above it. */
const CONTEXT_BYTES = 64 * 1024;

export async function olderThan(
  hostId: string,
  offset: number,
  signal: AbortSignal,
  bytes = STRETCH_BYTES,
): Promise<OutputPage> {
  return pageOf(await api.consoleStretch(hostId, { before: offset, bytes }, signal));
}

export async function newerThan(hostId: string, offset: number, signal: AbortSignal): Promise<OutputPage> {
  return pageOf(await api.consoleStretch(hostId, { from: offset }, signal));
}

/** What is to be seen at a place, and its offset; null for the end. */
export async function around(
  hostId: string,
  place: Place,
  end: number,
  signal: AbortSignal,
): Promise<{ window: OutputWindow; offset: number | null }> {
  if (place.kind === "latest") {
    return { window: withOlder([], await olderThan(hostId, end, signal)), offset: null };
  }
  const query = place.kind === "time" ? { at: place.at } : { from: place.offset };
  const page = pageOf(await api.consoleStretch(hostId, query, signal));
  const before = await olderThan(hostId, page.from, signal, CONTEXT_BYTES);
  return { window: withOlder(withNewer([], page), before), offset: page.from };
}
