import type { EventQuery, HostEvent as HostEventView } from "@/lib/contracts/event";
import { Severity } from "@/lib/contracts/severity";
import type { HostEvent, Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";
import { cursor } from "./cursor";

export interface NewHostEvent
  extends Pick<
    HostEventView,
    | "hostId"
    | "recordId"
    | "recordType"
    | "timestamp"
    | "clock"
    | "sensor"
    | "sensorType"
    | "direction"
    | "text"
    | "severity"
  > {
  /** SHA-256, hex, of BMC GUID, record id and the record's bytes. */
  readonly fingerprint: string;
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly receivedAt: Date;
  /** Of a match on the console; an entry of the BMC's log without. */
  readonly console?: { readonly offset: number; readonly context: string };
}

export interface EventPage {
  readonly events: HostEventView[];
  readonly next: string | null;
}

export interface EventStore {
  /** Newest first. `wordings`: what is sought, in other words; one of them is enough. */
  list(hostId: string, query: EventQuery, wordings?: readonly string[]): Promise<EventPage>;
  /** Those whose fingerprint is known already are left out; returns the new ones. */
  insert(events: readonly NewHostEvent[]): Promise<readonly NewHostEvent[]>;
  /** The BMC's log holds exactly these now: events of the host that are not among them were cleared from it. */
  reconcile(hostId: string, fingerprints: readonly string[], at: Date): Promise<void>;
}

const clocks = new Set<string>(["set", "since-start", "unspecified"]);
const directions = new Set<string>(["asserted", "deasserted", "none"]);
const isClock = (text: string): text is HostEventView["clock"] => clocks.has(text);
const isDirection = (text: string): text is HostEventView["direction"] => directions.has(text);

function toView(row: HostEvent): HostEventView {
  return {
    id: row.id.toString(),
    hostId: row.hostId,
    recordId: row.recordId,
    recordType: row.recordType,
    timestamp: row.timestamp,
    clock: isClock(row.clock) ? row.clock : "unspecified",
    sensor: row.sensor,
    sensorType: row.sensorType,
    direction: isDirection(row.direction) ? row.direction : "none",
    text: row.text,
    severity: Severity.catch("unknown").parse(row.severity),
    receivedAt: row.receivedAt.toISOString(),
    archived: row.archivedAt !== null,
    rawHex: Buffer.from(row.raw).toString("hex"),
    source: row.source === "console" ? "console" : "bmc",
    offset: row.offset === null ? null : Number(row.offset),
    context: row.context,
  };
}

function filter(hostId: string, query: EventQuery, wordings: readonly string[]): Prisma.HostEventWhereInput {
  const before = cursor(query.before);
  const archivedAt = { include: undefined, exclude: null, only: { not: null } }[query.archived];
  const sought = query.search ? [query.search, ...wordings] : [];
  const matches = sought.map((contains) => ({ contains, mode: "insensitive" as const }));
  return {
    hostId,
    severity: query.severity,
    archivedAt,
    id: before === null ? undefined : { lt: before },
    OR: query.search
      ? matches.flatMap((one) => [{ text: one }, { sensor: one }, { sensorType: one }])
      : undefined,
  };
}

/** A log is read as a whole and grows by a few: only those are worth writing. */
async function withoutKnown(db: Connection, events: readonly NewHostEvent[]): Promise<NewHostEvent[]> {
  const hosts = [...new Set(events.map((event) => event.hostId))];
  const known = await db.$queryRaw<{ hostId: string; fingerprint: string }[]>`
    SELECT "hostId", fingerprint FROM "HostEvent"
    WHERE "hostId" = ANY(${hosts}::text[])
    AND fingerprint IN (SELECT unnest(${events.map((event) => event.fingerprint)}::text[]))`;
  const keys = new Set(known.map(({ hostId, fingerprint }) => `${hostId} ${fingerprint}`));
  return events.filter(({ hostId, fingerprint }) => !keys.has(`${hostId} ${fingerprint}`));
}

export function eventStore(db: Connection): EventStore {
  return {
    async list(hostId, query, wordings = []) {
      const rows = await db.hostEvent.findMany({
        where: filter(hostId, query, wordings),
        orderBy: { id: "desc" },
        take: query.limit + 1,
      });
      const events = rows.slice(0, query.limit).map(toView);
      const more = rows.length > query.limit;
      return { events, next: more ? (events.at(-1)?.id ?? null) : null };
    },
    async insert(events) {
      const data = await withoutKnown(db, events);
      if (data.length === 0) return [];
      const rows = data.map(({ console, ...event }, index) => ({
        ...event,
        source: console ? "console" : "bmc",
        offset: console?.offset ?? null,
        context: console?.context ?? null,
        raw: Buffer.from(event.raw).toString("hex"),
        index,
      }));
      // One parameter for all: Prisma's own statement has thirteen for each, and building it costs more than the round did.
      await db.$executeRaw`
        INSERT INTO "HostEvent" ("hostId", fingerprint, "recordId", "recordType", "timestamp", clock, sensor, "sensorType",
          direction, "text", severity, raw, "receivedAt", source, "offset", context)
        SELECT e."hostId", e.fingerprint, e."recordId", e."recordType", e."timestamp", e.clock, e.sensor, e."sensorType",
          e.direction, e."text", e.severity, decode(e.raw, 'hex'), e."receivedAt", e.source, e."offset", e.context
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(
          "hostId" text, fingerprint text, "recordId" int, "recordType" int, "timestamp" text, clock text, sensor text,
          "sensorType" text, direction text, "text" text, severity text, raw text, "receivedAt" timestamptz, source text,
          "offset" bigint, context text, "index" int
        )
        ORDER BY e."index"
        ON CONFLICT ("hostId", fingerprint) DO NOTHING`;
      return data;
    },
    async reconcile(hostId, fingerprints, at) {
      // As an array, since a log may have more entries than a statement may have parameters. An archived record that is there again
      // is one after a clear: a BMC whose clock is not set repeats itself.
      await db.$executeRaw`
        UPDATE "HostEvent" SET "archivedAt" = CASE WHEN "archivedAt" IS NULL THEN ${at}::timestamptz END
        WHERE "hostId" = ${hostId} AND source = 'bmc'
        AND ("archivedAt" IS NULL) <> (fingerprint IN (SELECT unnest(${[...fingerprints]}::text[])))`;
    },
  };
}
