import type { Connection } from "./connection";

/** A session of ours on a BMC, as both packets' headers name it. */
export interface OpenSessionRow {
  readonly address: string;
  readonly port: number;
  readonly bmcSessionId: number;
  readonly localPort: number | null;
}

export interface OpenSessionStore {
  list(): Promise<OpenSessionRow[]>;
  add(sessions: readonly OpenSessionRow[]): Promise<void>;
  /** By BMC and session id. */
  remove(sessions: readonly OpenSessionRow[]): Promise<void>;
}

/** One statement for any number: ten thousand sessions open in a minute. */
export function openSessionStore(db: Connection): OpenSessionStore {
  return {
    async list() {
      const rows = await db.openSession.findMany();
      return rows.map((row) => ({ ...row, bmcSessionId: Number(row.bmcSessionId) }));
    },
    async add(sessions) {
      await db.$executeRaw`
        INSERT INTO "OpenSession" ("address", "port", "bmcSessionId", "localPort")
        SELECT s."address", s."port", s."bmcSessionId", s."localPort"
        FROM jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) AS s(
          "address" text, "port" int, "bmcSessionId" bigint, "localPort" int
        )
        ON CONFLICT ("address", "port", "bmcSessionId") DO UPDATE SET "localPort" = excluded."localPort"`;
    },
    async remove(sessions) {
      await db.$executeRaw`
        DELETE FROM "OpenSession" o
        USING jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) AS s(
          "address" text, "port" int, "bmcSessionId" bigint
        )
        WHERE o."address" = s."address" AND o."port" = s."port" AND o."bmcSessionId" = s."bmcSessionId"`;
    },
  };
}
