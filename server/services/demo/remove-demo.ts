import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import type { HostServices } from "../hosts/host-services";
import { removeHost } from "../hosts/remove";
import type { Demo } from "./demo";

/** Removes every simulated host, then ends the simulators. Real hosts are not touched. */
export async function removeDemo(
  services: HostServices & { readonly demo: Demo },
  ctx: ServiceContext,
): Promise<void> {
  requirePermission(ctx, "host.write");
  const simulated = (await services.stores.hosts.list()).filter((host) => host.simulated);
  for (const host of simulated) await removeHost(services, ctx, host.id);
  await services.demo.stop();
}
