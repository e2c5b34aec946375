import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { removeHost } from "../hosts/remove";
import type { DemoServices } from "./add-demo-hosts";
import type { Demo } from "./demo";
import { forgetDemoConsoles } from "./demo-consoles";

/** Removes every simulated host, then ends the simulators. Real hosts are not touched. */
export async function removeDemo(
  services: DemoServices & { readonly demo: Demo },
  ctx: ServiceContext,
): Promise<void> {
  requirePermission(ctx, "host.write");
  const simulated = (await services.stores.hosts.list()).filter((host) => host.simulated);
  for (const host of simulated) await removeHost(services, ctx, host.id);
  await forgetDemoConsoles(services.consoles.policies);
  await services.demo.stop();
}
