import { isIPv4 } from "node:net";
import type { Clock, Entropy } from "../ipmi/clock";
import type { Endpoint } from "../ipmi/transport/datagram-network";
import type { ActionRecord } from "./machine";
import { createMachine, type SimulatedMachine } from "./machine/create-machine";
import type { SavedSettings } from "./machine/settings";
import type { Personality } from "./personality";
import type { Profile } from "./profiles/profile";
import { createSimulatedBmc, type SimulatedBmc } from "./simulated-bmc";
import type { BmcSocket } from "./socket";

export interface FleetOptions {
  /** Of the first BMC. */
  readonly endpoint: Endpoint;
  readonly count: number;
  /** The next one has the next port, or the next address. */
  readonly spread: "addresses" | "ports";
  /** Taken in turn. */
  readonly profiles: readonly [Profile, ...Profile[]];
  /** Of the first BMC; the next has the next one. All chance of a machine follows from it. */
  readonly seed: number;
  readonly user: string;
  readonly password: string;
  readonly bmcKey?: Uint8Array;
  readonly sensors?: number;
  readonly sessionSlots?: number;
  /** Faults come and go by themselves. */
  readonly mishaps?: boolean;
  readonly personalities?: readonly Personality[];
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Wall-clock milliseconds. */
  readonly now: () => number;
  readonly bind: (endpoint: Endpoint) => Promise<BmcSocket>;
  readonly log?: (record: ActionRecord) => void;
  /** Where the configuration of each BMC is kept, by its address and port. Default: nowhere. */
  readonly state?: FleetState;
}

/** `StateFolder` is one. */
export interface FleetState {
  load(name: string): Promise<SavedSettings>;
  save(name: string, settings: SavedSettings): void;
}

export interface FleetMember {
  readonly bmc: SimulatedBmc;
  readonly machine: SimulatedMachine;
}

export interface SimulatedFleet {
  readonly members: readonly FleetMember[];
  stop(): void;
}

/** Sockets bound at the same time: enough to be quick, few enough to be kind to the process. */
const BATCH = 256;

/**
 * Simulated BMCs on consecutive addresses or ports, all of one process. Resolves when every one listens; rejects with the
 * error of the first that cannot, and then none does.
 */
export async function startFleet(options: FleetOptions): Promise<SimulatedFleet> {
  const members: FleetMember[] = [];
  const stop = () => {
    for (const { bmc } of members.splice(0)) bmc.stop();
  };
  for (let from = 0; from < options.count; from += BATCH) {
    const size = Math.min(BATCH, options.count - from);
    const indices = Array.from({ length: size }, (_, offset) => from + offset);
    const started = await Promise.allSettled(indices.map((index) => startMember(options, index)));
    members.push(...started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
    const failed = started.find((one) => one.status === "rejected");
    if (failed !== undefined) {
      stop();
      throw failed.reason;
    }
  }
  return { members, stop };
}

async function startMember(options: FleetOptions, index: number): Promise<FleetMember> {
  const { profiles, clock, now, entropy, log, bmcKey, sensors, sessionSlots, mishaps } = options;
  const endpoint = fleetEndpoint(options.endpoint, index, options.spread);
  const bmcName = `${endpoint.address}:${endpoint.port}`;
  const { state } = options;
  const saved = await state?.load(bmcName);
  const socket = await options.bind(endpoint);
  const profile = profiles[index % profiles.length] ?? profiles[0];
  const startedAt = clock.now();
  const machine = createMachine({
    profile,
    seed: options.seed + index,
    clock,
    now,
    address: endpoint.address,
    user: options.user,
    password: options.password,
    ...(bmcKey !== undefined && { bmcKey }),
    ...(sensors !== undefined && { sensors }),
    ...(mishaps !== undefined && { mishaps }),
    ...(saved !== undefined && { saved }),
    ...(state !== undefined && { onSettings: (settings) => state.save(bmcName, settings) }),
    // From the BMC's own port: receivers tell senders by their address.
    trap: (datagram, destination) => socket.send(datagram, destination),
    ...(log !== undefined && {
      log: (action, details) => {
        const at = Math.round(clock.now() - startedAt);
        log({ at, bmc: bmcName, action, ...(details && { details }), from: null, datagram: null });
      },
    }),
  });
  const bmc = createSimulatedBmc({
    machine,
    socket,
    endpoint,
    clock,
    entropy,
    personalities: options.personalities ?? [],
    traits: { cipherSuites: profile.cipherSuites, sessionSlots: sessionSlots ?? profile.sessionSlots },
    ...(log !== undefined && { log }),
  });
  return { bmc, machine };
}

/** Where the BMC with this index is, 0 for the first. Throws RangeError past the end of addresses or ports. */
export function fleetEndpoint(first: Endpoint, index: number, spread: "addresses" | "ports"): Endpoint {
  if (spread === "ports") {
    const port = first.port + index;
    if (port > 65_535) throw new RangeError(`no ports left after ${first.port} for BMC ${index + 1}`);
    return { address: first.address, port };
  }
  if (index === 0) return first;
  if (!isIPv4(first.address))
    throw new RangeError("consecutive addresses need an IPv4 address to begin with");
  const number = index + first.address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  if (number > 0xffffffff)
    throw new RangeError(`no addresses left after ${first.address} for BMC ${index + 1}`);
  const address = [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
  return { address, port: first.port };
}
