import { createHash } from "node:crypto";
import type { EventRecord } from "@/server/bmc/capabilities";
import type { EventStore, NewHostEvent } from "@/server/database/event-store";
import type { HostRow } from "@/server/database/host-store";

export type KeptEvents = Pick<EventStore, "insert" | "reconcile">;

/**
 * Keeps what a BMC's log holds now: new events are stored, events that left the log are marked archived. Returns the new ones.
 * Storing comes first and is one statement: an interruption in between loses nothing.
 */
export async function keepEvents(
  store: KeptEvents,
  host: Pick<HostRow, "id" | "guid">,
  log: readonly EventRecord[],
  at: Date,
): Promise<readonly NewHostEvent[]> {
  const events = log.map((record) => toNewEvent(host, record, at));
  const added = events.length > 0 ? await store.insert(events) : [];
  await store.reconcile(
    host.id,
    events.map((event) => event.fingerprint),
    at,
  );
  return added;
}

function toNewEvent(host: Pick<HostRow, "id" | "guid">, record: EventRecord, receivedAt: Date): NewHostEvent {
  return {
    hostId: host.id,
    fingerprint: fingerprint(host.guid, record),
    recordId: record.recordId,
    recordType: record.recordType,
    timestamp: record.timestamp,
    clock: record.clock,
    sensor: record.sensor,
    sensorType: record.sensorType,
    direction: record.direction,
    text: record.text,
    severity: record.severity,
    raw: new Uint8Array(record.raw),
    receivedAt,
  };
}

/** Record ids are used again after a clear, so the bytes count too. */
export function fingerprint(guid: string | null, record: Pick<EventRecord, "recordId" | "raw">): string {
  return createHash("sha256")
    .update(`${guid ?? ""}:${record.recordId}:`)
    .update(record.raw)
    .digest("hex");
}
