import type { Connection } from "./connection";

/** The last known state of a host as its owner, the fleet, wrote it: parse before use. */
export interface HostStateRow {
  readonly hostId: string;
  readonly summary: unknown;
  readonly sensors: unknown;
  readonly sensorsAt: Date | null;
  readonly inventory: unknown;
  readonly eventLog: unknown;
}

/** JSON-ready values. */
export interface HostStateChanges {
  readonly hostId: string;
  readonly summary: object;
  readonly sensors: readonly object[];
  /** ISO 8601; null before sensors were read. */
  readonly sensorsAt: string | null;
  readonly inventory: object;
  readonly eventLog: object | null;
}

export interface HostStateStore {
  list(): Promise<HostStateRow[]>;
  /** Of hosts that were removed meanwhile nothing is written. */
  save(states: readonly HostStateChanges[]): Promise<void>;
}

export function hostStateStore(db: Connection): HostStateStore {
  return {
    async list() {
      return db.hostState.findMany({
        select: {
          hostId: true,
          summary: true,
          sensors: true,
          sensorsAt: true,
          inventory: true,
          eventLog: true,
        },
      });
    },
    /** One statement for all: a Prisma call each would cost the engine more than all else it does for a host. */
    async save(states) {
      await db.$executeRaw`
        INSERT INTO "HostState" ("hostId", "summary", "sensors", "sensorsAt", "inventory", "eventLog", "updatedAt")
        SELECT s."hostId", s."summary", s."sensors", s."sensorsAt", s."inventory", s."eventLog", now()
        FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS s(
          "hostId" text, "summary" jsonb, "sensors" jsonb, "sensorsAt" timestamptz, "inventory" jsonb, "eventLog" jsonb
        )
        JOIN "Host" h ON h."id" = s."hostId"
        ON CONFLICT ("hostId") DO UPDATE SET
          "summary" = excluded."summary",
          "sensors" = excluded."sensors",
          "sensorsAt" = excluded."sensorsAt",
          "inventory" = excluded."inventory",
          "eventLog" = excluded."eventLog",
          "updatedAt" = excluded."updatedAt"`;
    },
  };
}
