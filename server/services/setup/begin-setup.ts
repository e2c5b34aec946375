import type { AccessServices } from "../access/access-services";
import { systemContext } from "../context";
import { createFirstAdministrator, type FirstAdministrator } from "./create-first-administrator";
import type { SetupGate } from "./setup-gate";

/**
 * At start, when there is no administrator: creates the one that the settings name, or opens the gate and returns the token for the
 * setup link. Null when there is nothing to set up.
 */
export async function beginSetup(
  services: Pick<AccessServices, "stores" | "authenticator" | "now"> & { readonly setup: SetupGate },
  unattended: FirstAdministrator | null,
): Promise<string | null> {
  if (await services.stores.users.hasAdministrator()) return null;
  if (unattended === null) return services.setup.open();
  await createFirstAdministrator(services, systemContext("setup"), unattended);
  return null;
}
