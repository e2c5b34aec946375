import type { User } from "@/lib/contracts/access";
import type { AccessServices } from "../access/access-services";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { userView } from "./user-view";

export async function listUsers({ stores, now }: AccessServices, ctx: ServiceContext): Promise<User[]> {
  requirePermission(ctx, "user.manage");
  return (await stores.users.list()).map((row) => userView(row, now()));
}
