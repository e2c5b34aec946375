import type { z } from "zod";
import type { LoginList } from "@/lib/contracts/access";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext, UserActor } from "../context";
import { NotFoundError } from "../errors";
import type { AccessServices } from "./access-services";
import { requirePermission } from "./require-permission";

type UserContext = ServiceContext & { readonly actor: UserActor };

/** Where the caller is logged in. */
export async function listLogins(
  { stores, now }: AccessServices,
  ctx: UserContext,
  currentLoginId: string,
): Promise<z.infer<typeof LoginList>> {
  requirePermission(ctx, "account.self");
  const rows = await stores.logins.listForUser(ctx.actor.id, now());
  return {
    logins: rows.map((row) => ({
      id: row.id,
      current: row.id === currentLoginId,
      userAgent: row.userAgent,
      address: row.address,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    })),
  };
}

/** Ends one of the caller's own logins. */
export async function endLogin(
  { stores, revocations, now }: AccessServices,
  ctx: UserContext,
  loginId: string,
): Promise<void> {
  requirePermission(ctx, "account.self");
  await stores.transaction(async (tx) => {
    if (!(await tx.logins.remove(loginId, ctx.actor.id))) throw new NotFoundError("There is no such login.");
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "login.end",
      host: null,
      outcome: "ok",
      detail: "",
    });
  });
  revocations.publish({ userId: ctx.actor.id, scope: "one", loginId });
}
