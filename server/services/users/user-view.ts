import type { User } from "@/lib/contracts/access";
import type { UserRow } from "@/server/database/user-store";

/** A user as the API shows it. */
export function userView(row: UserRow, now: Date): User {
  const locked = row.lockedUntil !== null && row.lockedUntil > now;
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabled: row.disabled,
    keepTyping: row.keepTyping,
    lockedUntil: locked ? row.lockedUntil.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
  };
}
