import type { Login } from "@/prisma/generated/client";
import type { Connection } from "./connection";

/** A person's login, without its token. */
export interface LoginRow {
  readonly id: string;
  readonly userId: string;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

export interface LoginStore {
  /** Those that have not run out, newest first. */
  listForUser(userId: string, now: Date): Promise<LoginRow[]>;
  /** False when this user has no such login. */
  remove(id: string, userId: string): Promise<boolean>;
  removeForUser(userId: string, options?: { readonly exceptId?: string }): Promise<void>;
}

function toRow(row: Login): LoginRow {
  return {
    id: row.id,
    userId: row.userId,
    userAgent: row.userAgent ?? "",
    address: row.ipAddress ?? "",
    createdAt: row.createdAt,
    lastSeenAt: row.updatedAt,
  };
}

export function loginStore(db: Connection): LoginStore {
  return {
    async listForUser(userId, now) {
      const rows = await db.login.findMany({
        where: { userId, expiresAt: { gt: now } },
        orderBy: { createdAt: "desc" },
      });
      return rows.map(toRow);
    },
    async remove(id, userId) {
      return (await db.login.deleteMany({ where: { id, userId } })).count === 1;
    },
    async removeForUser(userId, { exceptId } = {}) {
      await db.login.deleteMany({ where: { userId, id: exceptId ? { not: exceptId } : undefined } });
    },
  };
}
