import type { z } from "zod";
import type { User, UserUpdate } from "@/lib/contracts/access";
import type { UserRow } from "@/server/database/user-store";
import type { AccessServices } from "../access/access-services";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { keepAnAdministrator } from "./administrators";
import { userView } from "./user-view";

type Changes = z.infer<typeof UserUpdate>;

/**
 * Changes a user. A new role or password, and being disabled, end all logins of the user. Another word on whether typing is kept opens
 * his sockets anew, so that he is told before he types on.
 */
export async function updateUser(
  { stores, authenticator, revocations, now }: AccessServices,
  ctx: ServiceContext,
  id: string,
  changes: Changes,
): Promise<User> {
  requirePermission(ctx, "user.manage");
  const hash = changes.password === undefined ? null : await authenticator.hash(changes.password);
  const { row, revoked, rejoins } = await stores.transaction(async (tx) => {
    const before = await tx.users.find(id);
    if (!before) throw new NotFoundError("There is no such user.");
    if (changes.disabled || (changes.role && changes.role !== "administrator")) {
      await keepAnAdministrator(tx, id);
    }
    const { name, role, disabled, keepTyping } = changes;
    await tx.users.update(id, { name, role, disabled, keepTyping });
    if (hash !== null) await tx.users.setPassword(id, hash);
    if (changes.unlock) await tx.users.unlock(id);
    const after = await tx.users.find(id);
    if (!after) throw new NotFoundError("There is no such user.");
    const ends = endsLogins(before, after) || hash !== null;
    if (ends) await tx.logins.removeForUser(id);
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "user.update",
      host: null,
      outcome: "ok",
      detail: `${before.email}: ${summarise(before, after, changes)}`,
    });
    return { row: after, revoked: ends, rejoins: before.keepTyping !== after.keepTyping };
  });
  if (revoked) revocations.publish({ userId: id, scope: "all" });
  else if (rejoins) revocations.publish({ userId: id, scope: "sockets" });
  return userView(row, now());
}

function endsLogins(before: UserRow, after: UserRow): boolean {
  return before.role !== after.role || (after.disabled && !before.disabled);
}

function summarise(before: UserRow, after: UserRow, changes: Changes): string {
  const parts: string[] = [];
  if (before.name !== after.name) parts.push(`name ${before.name} → ${after.name}`);
  if (before.role !== after.role) parts.push(`role ${before.role} → ${after.role}`);
  if (before.disabled !== after.disabled) parts.push(after.disabled ? "disabled" : "enabled");
  if (before.keepTyping !== after.keepTyping) {
    parts.push(after.keepTyping ? "what is typed into consoles is kept" : "what is typed is not kept");
  }
  if (changes.password !== undefined) parts.push("new password");
  if (changes.unlock) parts.push("unlocked");
  return parts.join(", ") || "nothing changed";
}
