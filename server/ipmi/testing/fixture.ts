import { createIpmiClient } from "../client";
import { Credentials } from "../crypto/credentials";
import type { IpmiClient, IpmiClientOptions } from "../ipmi-client";
import { FAKE_ADMIN, FakeBmc, type FakeBmcOptions } from "./fake-bmc";
import { SeededEntropy } from "./seeded-entropy";
import { VirtualClock } from "./virtual-clock";
import { type NetworkFaults, VirtualNetwork } from "./virtual-network";

export interface Fixture {
  readonly clock: VirtualClock;
  readonly network: VirtualNetwork;
  readonly bmc: FakeBmc;
  readonly options: IpmiClientOptions;
  readonly client: IpmiClient;
}

/** One client, one BMC, one virtual network between them; everything follows from the seed. */
export function fixture(
  given: {
    seed?: number;
    faults?: Partial<NetworkFaults>;
    bmc?: Partial<FakeBmcOptions>;
    client?: Partial<IpmiClientOptions>;
  } = {},
): Fixture {
  const seed = given.seed ?? 1;
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, { seed, ...(given.faults && { faults: given.faults }) });
  const bmc = new FakeBmc({ network, clock, entropy: new SeededEntropy(seed + 1), ...given.bmc });
  const options: IpmiClientOptions = {
    network,
    clock,
    entropy: new SeededEntropy(seed + 2),
    endpoint: bmc.endpoint,
    credentials: new Credentials({ username: FAKE_ADMIN.name, password: FAKE_ADMIN.password }),
    ...given.client,
  };
  return { clock, network, bmc, options, client: createIpmiClient(options) };
}
