import { Role } from "@/lib/contracts/access";
import type { User } from "@/prisma/generated/client";
import type { Connection } from "./connection";
import { existing, unique } from "./errors";

export interface UserRow {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** What he types into consoles is kept. */
  readonly keepTyping: boolean;
  readonly lockedUntil: Date | null;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
}

export type NewUser = Pick<UserRow, "id" | "email" | "name" | "role">;
export type UserChanges = Partial<Pick<UserRow, "name" | "role" | "disabled" | "keepTyping">>;

export interface LockoutPolicy {
  readonly failures: number;
  readonly lockMs: number;
}

/**
 * `allowed`: one guess was counted and may be checked · `locked`: no guess is left until later ·
 * `unknown`: there is no such user.
 */
export type GuessPermit = "allowed" | "locked" | "unknown";

export interface UserStore {
  list(): Promise<UserRow[]>;
  find(id: string): Promise<UserRow | null>;
  findByEmail(email: string): Promise<UserRow | null>;
  hasAdministrator(): Promise<boolean>;
  /** In a transaction: ids of the administrators who can log in, locked against change until its end. */
  lockAdministrators(): Promise<string[]>;
  /** Rejects with DuplicateError when the e-mail address is taken. */
  insert(user: NewUser, passwordHash: string): Promise<UserRow>;
  update(id: string, changes: UserChanges): Promise<UserRow | null>;
  /** Also ends a lock and its count. */
  setPassword(id: string, passwordHash: string): Promise<void>;
  passwordHash(id: string): Promise<string | null>;
  remove(id: string): Promise<boolean>;
  unlock(id: string): Promise<void>;
  /** Counts a guess before it is checked, in one statement: no race gets more guesses than the policy. */
  takeGuess(email: string, now: Date, policy: LockoutPolicy): Promise<GuessPermit>;
  loginSucceeded(id: string, at: Date): Promise<void>;
}

/** better-auth's name of the provider that keeps passwords. */
const CREDENTIAL = "credential";

function toRow(user: User): UserRow {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: Role.parse(user.role),
    disabled: user.disabled,
    keepTyping: user.keepTyping,
    lockedUntil: user.lockedUntil,
    lastLoginAt: user.lastLoginAt,
    createdAt: user.createdAt,
  };
}

const noLock = { failedLogins: 0, lockedUntil: null };
const ableAdministrator = { role: "administrator" satisfies Role, disabled: false };

export function userStore(db: Connection): UserStore {
  const rowOrNull = (user: User | null) => (user ? toRow(user) : null);
  return {
    async list() {
      return (await db.user.findMany({ orderBy: { email: "asc" } })).map(toRow);
    },
    async find(id) {
      return rowOrNull(await db.user.findUnique({ where: { id } }));
    },
    async findByEmail(email) {
      return rowOrNull(await db.user.findUnique({ where: { email } }));
    },
    async hasAdministrator() {
      return (await db.user.count({ where: ableAdministrator })) > 0;
    },
    async lockAdministrators() {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT id FROM "User" WHERE role = ${ableAdministrator.role} AND NOT disabled ORDER BY id FOR UPDATE`;
      return rows.map((row) => row.id);
    },
    async insert(user, passwordHash) {
      const account = { id: user.id, accountId: user.id, providerId: CREDENTIAL, password: passwordHash };
      const data = { ...user, accounts: { create: account } };
      return toRow(await unique(db.user.create({ data })));
    },
    async update(id, { name, role, disabled, keepTyping }) {
      const data = { name, role, disabled, keepTyping };
      return rowOrNull(await existing(db.user.update({ where: { id }, data })));
    },
    async setPassword(id, passwordHash) {
      const where = { userId: id, providerId: CREDENTIAL };
      await db.account.updateMany({ where, data: { password: passwordHash } });
      await db.user.update({ where: { id }, data: noLock });
    },
    async passwordHash(id) {
      const account = await db.account.findFirst({ where: { userId: id, providerId: CREDENTIAL } });
      return account?.password ?? null;
    },
    async remove(id) {
      return (await db.user.deleteMany({ where: { id } })).count === 1;
    },
    async unlock(id) {
      await db.user.updateMany({ where: { id }, data: noLock });
    },
    async takeGuess(email, now, policy) {
      const lockedUntil = new Date(now.getTime() + policy.lockMs);
      // A lock that ran out starts the count anew. The right-hand sides see the row as it was before.
      const taken = await db.$executeRaw`
        UPDATE "User" SET
          "failedLogins" = CASE WHEN "lockedUntil" IS NULL THEN "failedLogins" + 1 ELSE 1 END,
          "lockedUntil" = CASE WHEN "lockedUntil" IS NULL AND "failedLogins" + 1 >= ${policy.failures}
            THEN ${lockedUntil}::timestamptz END
        WHERE email = ${email} AND ("lockedUntil" IS NULL OR "lockedUntil" <= ${now}::timestamptz)`;
      if (taken === 1) return "allowed";
      return (await db.user.count({ where: { email } })) === 1 ? "locked" : "unknown";
    },
    async loginSucceeded(id, at) {
      await db.user.update({ where: { id }, data: { ...noLock, lastLoginAt: at } });
    },
  };
}
