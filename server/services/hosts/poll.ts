import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { findHost } from "./find-host";
import type { HostServices } from "./host-services";

/** Asks the poller for a round now instead of at its turn; does not wait for it. */
export async function pollHost(
  { stores, secrets, live }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<void> {
  requirePermission(ctx, "host.poll");
  secrets.requireUnsealed();
  await findHost(stores.hosts, id);
  live.pollNow(id);
}
