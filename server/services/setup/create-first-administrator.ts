import { randomUUID } from "node:crypto";
import type { UserRow } from "@/server/database/user-store";
import type { AccessServices } from "../access/access-services";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";

export interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Throws NotFoundError, having done nothing, when there is an administrator already. */
export async function createFirstAdministrator(
  { stores, authenticator, now }: Pick<AccessServices, "stores" | "authenticator" | "now">,
  ctx: ServiceContext,
  { email, name, password }: FirstAdministrator,
): Promise<UserRow> {
  const hash = await authenticator.hash(password);
  return stores.transaction(async (tx) => {
    if ((await tx.users.lockAdministrators()).length > 0) {
      throw new NotFoundError("Setup is over: there is an administrator. Log in instead.");
    }
    const user = await tx.users.insert({ id: randomUUID(), email, name, role: "administrator" }, hash);
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "setup",
      host: null,
      outcome: "ok",
      detail: `first administrator ${email}`,
    });
    return user;
  });
}
