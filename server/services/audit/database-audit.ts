import type { AuditStore } from "@/server/database/audit-store";
import { actorName, type ServiceContext } from "../context";
import { UnavailableError } from "../errors";
import type { Audit, AuditHandle, AuditIntent } from "./audit";

/** Longest texts kept, so that nobody fills the database with a name. */
const MAX_ACTOR = 254;
const MAX_DETAIL = 2000;

/** Characters that could forge a line or turn the reading direction in a list of the audit. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function clean(text: string, max: number): string {
  return text.replace(unprintable, "\ufffd").slice(0, max);
}

async function committed<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (cause) {
    throw new UnavailableError(
      "The audit could not be written, so nothing was done. Check the database and try again.",
      { cause },
    );
  }
}

/** The audit on a store: of the database, or of a transaction when the row must stand or fall with a change. */
export function databaseAudit(store: AuditStore, now: () => Date = () => new Date()): Audit {
  const row = (ctx: ServiceContext, intent: AuditIntent) => ({
    actor: clean(actorName(ctx.actor), MAX_ACTOR),
    action: intent.action,
    hostId: intent.host?.id ?? null,
    hostName: intent.host?.name ?? null,
    from: ctx.from,
    detail: clean(intent.detail, MAX_DETAIL),
  });

  const handle = (id: string): AuditHandle => ({
    id,
    async finish(outcome, detail) {
      const finished = { outcome, detail: clean(detail, MAX_DETAIL), finishedAt: now() };
      if (!(await committed(store.finish(id, finished)))) {
        throw new Error(`Audit row ${id} is not an open intent`);
      }
    },
  });

  return {
    async begin(ctx, intent) {
      return handle(
        await committed(store.insert({ ...row(ctx, intent), outcome: "intent", finishedAt: null })),
      );
    },
    async record(ctx, entry) {
      await committed(store.insert({ ...row(ctx, entry), outcome: entry.outcome, finishedAt: now() }));
    },
    resume: handle,
  };
}
