import { systemClock, systemEntropy } from "@/server/ipmi";
import { fleetEndpoint, startFleet } from "@/server/simulator/fleet";
import type { Profile } from "@/server/simulator/profiles/profile";
import { profiles } from "@/server/simulator/profiles/profiles";
import { bindUdp } from "@/server/simulator/socket";
import { MD5_SESSION, suiteName } from "./connections";

/** One BMC of our simulator. */
export interface SimulatedPeer {
  readonly name: string;
  readonly endpoint: { readonly address: string; readonly port: number };
  readonly login: { readonly username: string; readonly password: string; readonly bmcKey?: Uint8Array };
  /** Connections that it has. */
  readonly offers: readonly string[];
  /** Address of the controller behind it. */
  readonly satellite: number | null;
  /** How many orders its host has carried out. */
  orders(): number;
}

export interface SimulatedPeers {
  readonly peers: readonly SimulatedPeer[];
  stop(): void;
}

export interface SimulatedPeersOptions {
  /** Of the first one. */
  readonly address: string;
  readonly profiles?: readonly Profile[];
  readonly bmcKey?: Uint8Array;
  /** What a peer is called; its profile's name unless given. */
  readonly name?: (profile: Profile) => string;
}

const login = { username: "admin", password: "correct horse" };

/** A BMC of each profile, with a host that is quick to switch. */
export async function startSimulatedPeers(options: SimulatedPeersOptions): Promise<SimulatedPeers> {
  const { name = ({ name }: Profile) => name, bmcKey } = options;
  const [first, ...others] = (options.profiles ?? Object.values(profiles)).map(quick);
  if (first === undefined) throw new RangeError("no profile");
  const endpoint = { address: options.address, port: 623 };
  const orders = new Map<string, number>();
  const fleet = await startFleet({
    endpoint,
    count: 1 + others.length,
    spread: "addresses",
    profiles: [first, ...others],
    seed: 7,
    user: login.username,
    password: login.password,
    ...(bmcKey && { bmcKey }),
    clock: systemClock,
    entropy: systemEntropy,
    now: Date.now,
    bind: bindUdp,
    log: ({ bmc, action, from }) => {
      if (from !== null && action.startsWith("power ")) orders.set(bmc, (orders.get(bmc) ?? 0) + 1);
    },
  });
  const peers = [first, ...others].map((profile, index) => {
    const own = fleetEndpoint(endpoint, index, "addresses");
    return {
      name: name(profile),
      endpoint: own,
      login: { ...login, ...(bmcKey && { bmcKey }) },
      offers: [...profile.cipherSuites.map(suiteName), MD5_SESSION],
      satellite: profile.satellite?.address ?? null,
      orders: () => orders.get(`${own.address}:${own.port}`) ?? 0,
    };
  });
  return { peers, stop: () => fleet.stop() };
}

function quick(profile: Profile): Profile {
  return { ...profile, powerTiming: { onMs: [1, 2], offMs: [1, 2], resetMs: [1, 2] } };
}
