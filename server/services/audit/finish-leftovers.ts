import type { AuditStore } from "@/server/database/audit-store";

/**
 * At start: intents that a crash left open become `unknown`, since nobody can tell any more. Those of actions that are resumed are
 * left to them.
 */
export async function finishLeftovers(store: AuditStore, startedAt: Date): Promise<number> {
  const detail = "Lightsout ended before the outcome was known";
  return store.finishLeftovers(startedAt, { outcome: "unknown", detail, finishedAt: startedAt });
}
