import { createIpmiClient } from "../../ipmi/client";
import { Credentials } from "../../ipmi/crypto/credentials";
import type { IpmiClient, IpmiClientOptions } from "../../ipmi/ipmi-client";
import { SeededEntropy } from "../../ipmi/testing/seeded-entropy";
import { VirtualClock } from "../../ipmi/testing/virtual-clock";
import { type NetworkFaults, VirtualNetwork } from "../../ipmi/testing/virtual-network";
import type { ActionRecord, Machine } from "../machine";
import type { Personality } from "../personality";
import type { ProtocolTraits } from "../protocol/traits";
import { createSimulatedBmc, type SimulatedBmc } from "../simulated-bmc";
import { StubMachine } from "./stub-machine";

export interface SimulatorBench<M extends Machine> {
  readonly clock: VirtualClock;
  readonly network: VirtualNetwork;
  readonly machine: M;
  readonly bmc: SimulatedBmc;
  readonly client: IpmiClient;
  /** Another client with the same options, but for these. */
  another(options?: Partial<IpmiClientOptions>): IpmiClient;
  readonly log: ActionRecord[];
}

export interface SimulatorBenchOptions<M extends Machine> {
  readonly seed?: number;
  readonly machine?: (clock: VirtualClock) => M;
  readonly personalities?: readonly Personality[];
  readonly traits?: Partial<ProtocolTraits>;
  readonly faults?: Partial<NetworkFaults>;
  readonly client?: Partial<IpmiClientOptions>;
}

const ENDPOINT = { address: "192.0.2.20", port: 623 };

/** The engine's client and a simulated BMC on one virtual network: user "admin", password "correct horse" with the stub machine. */
export function simulatorBench(options?: SimulatorBenchOptions<StubMachine>): SimulatorBench<StubMachine>;
export function simulatorBench<M extends Machine>(
  options: SimulatorBenchOptions<M> & { readonly machine: (clock: VirtualClock) => M },
): SimulatorBench<M>;
export function simulatorBench(options: SimulatorBenchOptions<Machine> = {}): SimulatorBench<Machine> {
  const seed = options.seed ?? 1;
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, { seed, ...(options.faults && { faults: options.faults }) });
  const machine = options.machine?.(clock) ?? new StubMachine();
  const log: ActionRecord[] = [];
  const bmc = createSimulatedBmc({
    machine,
    clock,
    entropy: new SeededEntropy(seed + 1),
    socket: network.bind(ENDPOINT),
    endpoint: ENDPOINT,
    personalities: options.personalities ?? [],
    traits: options.traits ?? {},
    log: (record) => log.push(record),
  });
  let clients = 0;
  const another = (given: Partial<IpmiClientOptions> = {}) =>
    createIpmiClient({
      network,
      clock,
      entropy: new SeededEntropy(seed + 2 + clients++),
      endpoint: ENDPOINT,
      credentials: new Credentials({ username: "admin", password: "correct horse" }),
      ...options.client,
      ...given,
    });
  return { clock, network, machine, bmc, client: another(), another, log };
}
