import type { z } from "zod";
import type { PasswordChange } from "@/lib/contracts/access";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext, UserActor } from "../context";
import { InvalidError, LockedError } from "../errors";
import type { AccessServices } from "./access-services";
import { takeTry } from "./login";
import { requirePermission } from "./require-permission";

/** Changes the caller's own password and ends the caller's other logins. A wrong current password counts as a failed login. */
export async function changePassword(
  services: AccessServices,
  ctx: ServiceContext & { readonly actor: UserActor },
  loginId: string,
  input: z.infer<typeof PasswordChange>,
): Promise<void> {
  requirePermission(ctx, "account.self");
  takeTry(services, ctx.from);
  const { stores, audit, authenticator, lockout, revocations, now } = services;
  const { id, email } = ctx.actor;
  if ((await lockout.takeGuess(email, now())) !== "allowed") {
    await audit.record(ctx, { action: "password.change", host: null, outcome: "denied", detail: "locked" });
    throw new LockedError("Too many wrong passwords for this account. Try again in 15 minutes.");
  }
  const hash = await stores.users.passwordHash(id);
  if (hash === null || !(await authenticator.verify(hash, input.current))) {
    await audit.record(ctx, {
      action: "password.change",
      host: null,
      outcome: "denied",
      detail: "current password wrong",
    });
    throw new InvalidError("The current password is wrong.", [
      { field: "current", code: "wrong-password", message: "The current password is wrong. Type it again." },
    ]);
  }
  const nextHash = await authenticator.hash(input.next);
  await stores.transaction(async (tx) => {
    await tx.users.setPassword(id, nextHash);
    await tx.logins.removeForUser(id, { exceptId: loginId });
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "password.change",
      host: null,
      outcome: "ok",
      detail: "",
    });
  });
  revocations.publish({ userId: id, scope: "others", keptLoginId: loginId });
}
