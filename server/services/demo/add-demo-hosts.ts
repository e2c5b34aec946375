import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { systemContext } from "../context";
import { createHost } from "../hosts/create";
import type { HostServices } from "../hosts/host-services";

/** A simulated BMC that answers. */
export interface DemoBmc {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly tags: readonly string[];
}

/** Makes a host of each BMC that has none yet. They are simulated, and say so wherever they are shown. */
export async function addDemoHosts(services: HostServices, bmcs: readonly DemoBmc[]): Promise<void> {
  const context = systemContext("demo");
  const known = new Set(
    (await services.stores.hosts.list()).flatMap((host) => [host.name, `${host.address} ${host.port}`]),
  );
  for (const bmc of bmcs) {
    if (known.has(bmc.name) || known.has(`${bmc.address} ${bmc.port}`)) continue;
    const input = {
      ...bmc,
      tags: [...bmc.tags],
      driver: "ipmi" as const,
      ipmi: defaultIpmiSettings,
      protected: false,
      note: "Part of the demo: simulated, no real server is behind it.",
    };
    await createHost(services, context, input, true);
  }
}
