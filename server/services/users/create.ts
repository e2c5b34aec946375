import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { User, UserInput } from "@/lib/contracts/access";
import { DuplicateError } from "@/server/database/errors";
import type { AccessServices } from "../access/access-services";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { ConflictError } from "../errors";
import { userView } from "./user-view";

export async function createUser(
  { stores, authenticator, now }: AccessServices,
  ctx: ServiceContext,
  input: z.infer<typeof UserInput>,
): Promise<User> {
  requirePermission(ctx, "user.manage");
  const { password, ...user } = input;
  const hash = await authenticator.hash(password);
  try {
    const row = await stores.transaction(async (tx) => {
      const inserted = await tx.users.insert({ id: randomUUID(), ...user }, hash);
      await databaseAudit(tx.audit, now).record(ctx, {
        action: "user.create",
        host: null,
        outcome: "ok",
        detail: `${user.email}, ${user.role}`,
      });
      return inserted;
    });
    return userView(row, now());
  } catch (error) {
    if (error instanceof DuplicateError) {
      throw new ConflictError("There is a user with this e-mail address.", [
        {
          field: "email",
          code: "duplicate-email",
          message: "A user with this e-mail address exists. Choose another.",
        },
      ]);
    }
    throw error;
  }
}
