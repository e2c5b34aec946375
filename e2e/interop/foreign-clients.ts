import { fileURLToPath } from "node:url";
import { DEBIAN_PYTHON } from "../fixtures/pyghmi-bmc";
import { BRIDGED, powerVerbs, readVerbs, SOL } from "./engine-verbs";
import { LEAVE } from "./scripted-terminal";
import type { SimulatedPeer } from "./simulated-peers";

/** A program we did not write, and one way it logs in. None is given a workaround flag. */
export interface ForeignClient {
  /** Name of a connection that a peer offers. */
  readonly connection: string;
  readonly verbs: readonly ForeignVerb[];
}

export interface ForeignVerb {
  readonly verb: string;
  /** Program and arguments; null where the peer has no such thing. `cache`: a folder for its SDRs. */
  command(peer: SimulatedPeer, cache: string): readonly string[] | null;
  /** What is in its output when the peer has really answered. */
  readonly shows: RegExp;
  /** It gives the host an order; perhaps again when an answer is late. */
  readonly orders?: boolean;
  readonly console?: ConsoleManners;
}

/** What a console prints when it is there, and what is typed to leave it. */
export interface ConsoleManners {
  readonly begins: string;
  readonly leave: string;
}

export const consoleOfIpmitool: ConsoleManners = { begins: "SOL Session operational", leave: LEAVE };
export const consoleOfFreeIpmi: ConsoleManners = { begins: "SOL established", leave: "\r&." };

/** What is typed on a console. */
export const CONSOLE_LINE = "hello-from-a-client";
const echoed = new RegExp(CONSOLE_LINE);

/** Each program chooses for itself here. */
export const OWN_CHOICE = "what it chooses";

/** Not 11, 12: ipmitool 1.8.19 ends with a failed assertion on MD5-128. */
const ipmitoolWays: Readonly<Record<string, readonly string[]>> = {
  [OWN_CHOICE]: ["-I", "lanplus"],
  "suite 3": ["-I", "lanplus", "-C", "3"],
  "suite 8": ["-I", "lanplus", "-C", "8"],
  "suite 17": ["-I", "lanplus", "-C", "17"],
  "IPMI 1.5, MD5": ["-I", "lan", "-A", "MD5"],
};

const freeIpmiWays: Readonly<Record<string, readonly string[]>> = {
  "suite 3": ["-D", "LAN_2_0", "-I", "3"],
  "suite 8": ["-D", "LAN_2_0", "-I", "8"],
  "suite 12": ["-D", "LAN_2_0", "-I", "12"],
  "suite 17": ["-D", "LAN_2_0", "-I", "17"],
  "IPMI 1.5, MD5": ["-D", "LAN", "-a", "MD5"],
};

function ipmitool(way: readonly string[]): readonly ForeignVerb[] {
  const call =
    (...words: string[]) =>
    (peer: SimulatedPeer) => ["ipmitool", ...way, ...ipmitoolLogin(peer), ...words];
  return [
    ...readVerbs.map(({ line, shows }) => ({
      verb: `ipmitool ${line}`,
      shows,
      command: call(...line.split(" ")),
    })),
    {
      verb: `ipmitool ${BRIDGED}`,
      shows: /^Device ID +: \d/m,
      command: (peer) => {
        if (peer.satellite === null) return null;
        return [...call("-t", String(peer.satellite))(peer), "mc", "info"];
      },
    },
    ...(way.includes("lanplus")
      ? [
          {
            verb: `ipmitool ${SOL}`,
            shows: echoed,
            command: call("sol", "activate"),
            console: consoleOfIpmitool,
          },
        ]
      : []),
    ...powerVerbs.map(({ line }) => ({
      verb: `ipmitool ${line}`,
      shows: /^Chassis Power Control: /,
      command: call(...line.split(" ")),
      orders: true,
    })),
  ];
}

function freeIpmi(way: readonly string[]): readonly ForeignVerb[] {
  const call =
    (tool: string, ...options: string[]) =>
    (peer: SimulatedPeer) => [tool, ...way, ...freeIpmiLogin(peer), ...options];
  const cached =
    (tool: string, ...options: string[]) =>
    (peer: SimulatedPeer, cache: string) =>
      call(tool, "--quiet-cache", `--sdr-cache-directory=${cache}`, ...options)(peer);
  const power = (option: string): ForeignVerb => ({
    verb: `ipmipower ${option}`,
    shows: /: ok$/m,
    command: call("ipmipower", option),
    orders: true,
  });
  const [, , ...suite] = way;
  return [
    { verb: "bmc-info", shows: /^Manufacturer ID +: \S/m, command: call("bmc-info") },
    { verb: "ipmi-sensors", shows: /\| Temperature +\|/, command: cached("ipmi-sensors") },
    { verb: "ipmi-sel", shows: /^\d+ +\| \S+ +\| /m, command: cached("ipmi-sel") },
    { verb: "ipmi-fru", shows: /FRU Board Serial Number: \S/, command: cached("ipmi-fru") },
    {
      verb: "ipmi-chassis --get-chassis-status",
      shows: /System Power +: on/,
      command: call("ipmi-chassis", "--get-chassis-status"),
    },
    { verb: "ipmipower --stat", shows: /: on$/m, command: call("ipmipower", "--stat") },
    ...(way.includes("LAN_2_0")
      ? [
          {
            verb: "ipmiconsole",
            shows: echoed,
            command: (peer: SimulatedPeer) => ["ipmiconsole", ...suite, ...freeIpmiLogin(peer)],
            console: consoleOfFreeIpmi,
          },
        ]
      : []),
    ...["--cycle", "--off", "--on"].map(power),
  ];
}

/**
 * Nothing is lost on a loopback address, but on a busy machine an answer may be late: each request then goes out once, and no
 * client meets the trace of its own repetition.
 */
const ipmitoolPatience = ["-N", "15"];
const freeIpmiPatience = ["--session-timeout=35000", "--retransmission-timeout=15000"];

function ipmitoolLogin({ endpoint, login }: SimulatedPeer): string[] {
  const key = login.bmcKey === undefined ? [] : ["-y", Buffer.from(login.bmcKey).toString("hex")];
  return [...ipmitoolPatience, "-H", endpoint.address, "-U", login.username, "-P", login.password, ...key];
}

function freeIpmiLogin({ endpoint, login }: SimulatedPeer): string[] {
  const key = login.bmcKey === undefined ? [] : ["-k", `0x${Buffer.from(login.bmcKey).toString("hex")}`];
  return [...freeIpmiPatience, "-h", endpoint.address, "-u", login.username, "-p", login.password, ...key];
}

const pyghmiScript = fileURLToPath(new URL("pyghmi-client.py", import.meta.url));

/** pyghmi's verbs by the process they run in: it prints a line for each. */
export const pyghmiVerbs = {
  console: ["console"],
  commands: [
    "get_power",
    "get_bootdev",
    "get_sensor_data",
    "get_event_log",
    "get_inventory",
    "get_net_configuration",
    "get_users",
    "get_channel_info",
    "set_power reset",
  ],
} as const;

export function pyghmiCommand(
  part: keyof typeof pyghmiVerbs,
  { endpoint, login }: SimulatedPeer,
): readonly string[] {
  const key = login.bmcKey === undefined ? [] : [Buffer.from(login.bmcKey).toString()];
  return [DEBIAN_PYTHON, pyghmiScript, part, endpoint.address, login.username, login.password, ...key];
}

export const foreignClients: readonly ForeignClient[] = [
  ...Object.entries(ipmitoolWays).map(([connection, way]) => ({ connection, verbs: ipmitool(way) })),
  ...Object.entries(freeIpmiWays).map(([connection, way]) => ({ connection, verbs: freeIpmi(way) })),
];
