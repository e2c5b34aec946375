import type { LearntLogin } from "@/lib/contracts/ipmi-login";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import type { HostServices } from "./host-services";

/** What logins found out about each make and firmware of BMC, for taking elsewhere. */
export function listLearntLogins({ stores }: HostServices, ctx: ServiceContext): Promise<LearntLogin[]> {
  requirePermission(ctx, "host.write");
  return stores.learntLogins.list();
}
