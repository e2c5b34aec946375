import { Action as ActionView } from "@/lib/contracts/action";
import { type Action, Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";

export interface ActionRow extends ActionView {
  /** The audit row of its intent. */
  readonly auditId: string;
}

export type ActionChanges = Partial<
  Pick<ActionView, "status" | "finished" | "step" | "failure" | "note" | "finishedAt">
>;

export interface ActionStore {
  insert(action: ActionRow): Promise<void>;
  update(id: string, changes: ActionChanges): Promise<void>;
  find(id: string): Promise<ActionRow | null>;
  /** Newest first. */
  listForHost(hostId: string, limit: number): Promise<ActionRow[]>;
  /** Left behind by a crash: to be resolved at start. */
  listUnfinished(): Promise<ActionRow[]>;
}

function toRow(row: Action): ActionRow {
  const view = ActionView.parse({
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  });
  return { ...view, auditId: row.auditId.toString() };
}

export function actionStore(db: Connection): ActionStore {
  return {
    async insert({ failure, auditId, ...action }) {
      const data = { ...action, failure: failure ?? Prisma.DbNull, auditId: BigInt(auditId) };
      await db.action.create({ data });
    },
    async update(id, { failure, ...changes }) {
      const data = { ...changes, failure: failure === null ? Prisma.DbNull : failure };
      await db.action.update({ where: { id }, data });
    },
    async find(id) {
      const row = await db.action.findUnique({ where: { id } });
      return row ? toRow(row) : null;
    },
    async listForHost(hostId, limit) {
      const rows = await db.action.findMany({
        where: { hostId },
        orderBy: { requestedAt: "desc" },
        take: limit,
      });
      return rows.map(toRow);
    },
    async listUnfinished() {
      return (await db.action.findMany({ where: { finished: false } })).map(toRow);
    },
  };
}
