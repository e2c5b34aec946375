import type { AccessServices } from "../access/access-services";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { keepAnAdministrator } from "./administrators";

export async function removeUser(
  { stores, revocations, now }: AccessServices,
  ctx: ServiceContext,
  id: string,
): Promise<void> {
  requirePermission(ctx, "user.manage");
  await stores.transaction(async (tx) => {
    const user = await tx.users.find(id);
    if (!user) throw new NotFoundError("There is no such user.");
    await keepAnAdministrator(tx, id);
    await tx.users.remove(id);
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "user.remove",
      host: null,
      outcome: "ok",
      detail: `${user.email}, ${user.role}`,
    });
  });
  revocations.publish({ userId: id, scope: "all" });
}
