import { formatHostAddress } from "@/lib/host-address";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { findHost } from "./find-host";
import type { HostServices } from "./host-services";

/** Forgets a host with its secrets, state and events. Its audit stays. */
export async function removeHost(
  { stores, live, now }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<void> {
  requirePermission(ctx, "host.write");
  await stores.transaction(async (tx) => {
    const row = await findHost(tx.hosts, id);
    await tx.hosts.remove(id);
    await databaseAudit(tx.audit, now).record(ctx, {
      action: "host.remove",
      host: row,
      outcome: "ok",
      detail: formatHostAddress(row.address, row.port),
    });
  });
  live.removed(id);
}
