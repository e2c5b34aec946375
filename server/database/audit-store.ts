import { AuditEntry as AuditEntryView, type AuditOutcome, type AuditQuery } from "@/lib/contracts/audit";
import type { AuditEntry, Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";
import { cursor } from "./cursor";

export interface NewAuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly hostId: string | null;
  readonly hostName: string | null;
  readonly outcome: AuditOutcome;
  readonly from: string;
  readonly detail: string;
  /** Null for an intent. */
  readonly finishedAt: Date | null;
}

export interface AuditFinish {
  readonly outcome: AuditOutcome;
  readonly detail: string;
  readonly finishedAt: Date;
}

export interface AuditPage {
  readonly entries: AuditEntryView[];
  readonly next: string | null;
}

/** Rows are inserted once and finished once; a trigger in the database refuses everything else. */
export interface AuditStore {
  /** Returns the id. */
  insert(entry: NewAuditEntry): Promise<string>;
  /** False when there is no such intent, or it has its outcome already. */
  finish(id: string, finish: AuditFinish): Promise<boolean>;
  /** Finishes the intents from before a moment that no unfinished action will finish; returns how many. */
  finishLeftovers(before: Date, finish: AuditFinish): Promise<number>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditPage>;
}

function toView(row: AuditEntry): AuditEntryView {
  return AuditEntryView.parse({
    ...row,
    id: row.id.toString(),
    at: row.at.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  });
}

function filter(query: AuditQuery): Prisma.AuditEntryWhereInput {
  const before = cursor(query.before);
  const matches = query.search ? { contains: query.search, mode: "insensitive" as const } : undefined;
  return {
    id: before === null ? undefined : { lt: before },
    hostId: query.hostId,
    outcome: query.outcome,
    actor: query.actor,
    // `power` finds `power.cycle` too.
    action: query.action ? { startsWith: query.action } : undefined,
    at: query.since || query.until ? { gte: query.since, lte: query.until } : undefined,
    OR: matches
      ? [
          { actor: matches },
          { action: matches },
          { hostName: matches },
          { detail: matches },
          { from: matches },
        ]
      : undefined,
  };
}

export function auditStore(db: Connection): AuditStore {
  return {
    async insert(entry) {
      const row = await db.auditEntry.create({ data: { ...entry }, select: { id: true } });
      return row.id.toString();
    },
    async finish(id, finish) {
      const { count } = await db.auditEntry.updateMany({
        where: { id: BigInt(id), outcome: "intent" satisfies AuditOutcome },
        data: { ...finish },
      });
      return count === 1;
    },
    async finishLeftovers(before, { outcome, detail, finishedAt }) {
      return db.$executeRaw`
        UPDATE "AuditEntry" SET outcome = ${outcome}, "finishedAt" = ${finishedAt}::timestamptz,
          detail = CASE WHEN detail = '' THEN ${detail} ELSE detail || '; ' || ${detail} END
        WHERE outcome = 'intent' AND "finishedAt" IS NULL AND at < ${before}::timestamptz
          AND id NOT IN (SELECT "auditId" FROM "Action" WHERE NOT finished)`;
    },
    async list(query) {
      const rows = await db.auditEntry.findMany({
        where: filter(query),
        orderBy: { id: "desc" },
        take: query.limit + 1,
      });
      const entries = rows.slice(0, query.limit).map(toView);
      const more = rows.length > query.limit;
      return { entries, next: more ? (entries.at(-1)?.id ?? null) : null };
    },
  };
}
