import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { PolicyBook } from "../consoles/policy-book";
import { systemContext } from "../context";
import { createHost } from "../hosts/create";
import type { HostServices } from "../hosts/host-services";
import { DEMO_TAG, recordDemoConsoles } from "./demo-consoles";

/** A simulated BMC that answers. */
export interface DemoBmc {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly tags: readonly string[];
}

export type DemoServices = HostServices & { readonly consoles: { readonly policies: PolicyBook } };

/** Makes a host of each BMC that has none yet, with a recorded console. They are simulated, and say so wherever they are shown. */
export async function addDemoHosts(services: DemoServices, bmcs: readonly DemoBmc[]): Promise<void> {
  const context = systemContext("demo");
  await recordDemoConsoles(services.consoles.policies);
  const known = new Set(
    (await services.stores.hosts.list()).flatMap((host) => [host.name, `${host.address} ${host.port}`]),
  );
  for (const bmc of bmcs) {
    if (known.has(bmc.name) || known.has(`${bmc.address} ${bmc.port}`)) continue;
    const input = {
      ...bmc,
      tags: [DEMO_TAG, ...bmc.tags],
      driver: "ipmi" as const,
      ipmi: defaultIpmiSettings,
      protected: false,
      note: "Part of the demo: simulated, no real server is behind it.",
    };
    await createHost(services, context, input, true);
  }
}
