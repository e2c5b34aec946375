import { parseByte, parseNumber } from "@/server/shell/numbers";
import { UsageError } from "@/server/shell/verb";
import { type GivenOption, readArguments } from "./arguments";

/** Where -P, -f, -E, -a say that the password is; the last one said counts, -E only when its variable is set. */
export type SecretSource =
  | { readonly kind: "given"; readonly text: string }
  | { readonly kind: "hex"; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "environment"; readonly otherwise: SecretSource | null }
  | { readonly kind: "prompt" };

export interface IpmiOptions {
  readonly interface: "lan" | "lanplus" | null;
  /** -H as given: a host, ranges, a list, @file. */
  readonly hosts: string | null;
  readonly port: number;
  readonly username: string;
  readonly password: SecretSource | null;
  readonly bmcKey: SecretSource | null;
  readonly cipherSuites: readonly number[] | null;
  readonly privilege: string | null;
  readonly authentication: string | null;
  /** 4, 6, or either. */
  readonly family: 0 | 4 | 6;
  readonly bridge: {
    readonly target: number;
    readonly channel: number;
    readonly transit: number;
    readonly transitChannel: number;
    /** Which address is the BMC's own: what is there needs no bridge. */
    readonly own: number;
  };
  readonly lun: number;
  readonly seconds: number | null;
  readonly tries: number | null;
  readonly verbosity: number;
  readonly csv: boolean;
  readonly utc: boolean;
  readonly escape: string;
  readonly oem: string | null;
  readonly workarounds: readonly string[];
  readonly sdrFile: string | null;
  readonly fanout: number;
  readonly consolidate: boolean;
  readonly json: boolean;
  readonly yes: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** The verb and its arguments. */
  readonly words: readonly string[];
}

const DEFAULT_PORT = 623;
const DEFAULT_FANOUT = 64;
const MOST_FANOUT = 4096;

type Changed = { -readonly [Key in keyof IpmiOptions]: IpmiOptions[Key] };

/** Throws UsageError in ipmitool's words. */
export function parseOptions(argv: readonly string[]): IpmiOptions {
  const { options, words } = readArguments(argv);
  const result: Changed = {
    interface: null,
    hosts: null,
    port: DEFAULT_PORT,
    username: "",
    password: null,
    bmcKey: null,
    cipherSuites: null,
    privilege: null,
    authentication: null,
    family: 0,
    bridge: { target: 0, channel: 0, transit: 0, transitChannel: 0, own: 0x20 },
    lun: 0,
    seconds: null,
    tries: null,
    verbosity: 0,
    csv: false,
    utc: false,
    escape: "~",
    oem: null,
    workarounds: [],
    sdrFile: null,
    fanout: DEFAULT_FANOUT,
    consolidate: false,
    json: false,
    yes: false,
    help: false,
    version: false,
    words,
  };
  for (const option of options) apply(result, option);
  const { target, transit, transitChannel } = result.bridge;
  if (transit !== 0 && target === 0) {
    const ignored = `0x${transit.toString(16)}/${transitChannel === 0 ? "0" : `0x${transitChannel.toString(16)}`}`;
    throw new UsageError(`Transit address/channel ${ignored} ignored. Target address must be specified!`);
  }
  return result;
}

function apply(result: Changed, { name, value }: GivenOption): void {
  const setter = setters[name];
  if (setter === undefined) throw new UsageError(`option -${name} is not for this command line`);
  setter(result, value);
}

const MOST_NAME_BYTES = 16;
const MOST_PORT = 65_535;
const MOST_SECONDS = 86_400;

const setters: Readonly<Record<string, (result: Changed, value: string) => void>> = {
  I: (result, value) => {
    if (value === "lanplus" || value === "lan20") result.interface = "lanplus";
    else if (value === "lan" || value === "lan15") result.interface = "lan";
    else throw new UsageError(`Error loading interface ${value}`);
  },
  H: (result, value) => {
    result.hosts = value;
  },
  p: (result, value) => {
    const port = parseNumber(value, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (port === null) throw outOfRange("p");
    if (port < 0 || port > MOST_PORT) throw new UsageError(`Port number ${port} is out of range.`);
    result.port = port === 0 ? DEFAULT_PORT : port;
  },
  U: (result, value) => {
    if (Buffer.byteLength(value) > MOST_NAME_BYTES) {
      throw new UsageError("Username is too long (> 16 bytes)");
    }
    result.username = value;
  },
  P: (result, value) => {
    result.password = { kind: "given", text: value };
  },
  f: (result, value) => {
    result.password = { kind: "file", path: value };
  },
  E: (result) => {
    result.password = { kind: "environment", otherwise: result.password };
  },
  a: (result) => {
    result.password = { kind: "prompt" };
  },
  k: (result, value) => {
    result.bmcKey = { kind: "given", text: value };
  },
  K: (result) => {
    result.bmcKey = { kind: "environment", otherwise: result.bmcKey };
  },
  Y: (result) => {
    result.bmcKey = { kind: "prompt" };
  },
  y: (result, value) => {
    result.bmcKey = { kind: "hex", bytes: keyBytes(value) };
  },
  C: (result, value) => {
    result.cipherSuites = value.split(",").map((word) => {
      const suite = parseByte(word);
      if (suite === null) {
        throw new UsageError("Invalid parameter given or out of range [0-255] for '-C'.");
      }
      return suite;
    });
  },
  L: (result, value) => {
    // A plus asks for a look-up by name and privilege, which no BMC needs from us.
    result.privilege = value.replace(/\+$/, "");
  },
  A: (result, value) => {
    result.authentication = value.toUpperCase();
  },
  "4": (result) => exclusiveFamily(result, 4),
  "6": (result) => exclusiveFamily(result, 6),
  t: (result, value) => {
    result.bridge = { ...result.bridge, target: byteOption("t", value) };
  },
  b: (result, value) => {
    result.bridge = { ...result.bridge, channel: byteOption("b", value) };
  },
  T: (result, value) => {
    result.bridge = { ...result.bridge, transit: byteOption("T", value) };
  },
  B: (result, value) => {
    result.bridge = { ...result.bridge, transitChannel: byteOption("B", value) };
  },
  l: (result, value) => {
    result.lun = byteOption("l", value) & 0x03;
  },
  m: (result, value) => {
    result.bridge = { ...result.bridge, own: byteOption("m", value) };
  },
  N: (result, value) => {
    result.seconds = numberOption("N", value, MOST_SECONDS) || null;
  },
  R: (result, value) => {
    result.tries = numberOption("R", value, MOST_SECONDS) || null;
  },
  v: (result) => {
    result.verbosity += 1;
  },
  c: (result) => {
    result.csv = true;
  },
  Z: (result) => {
    result.utc = true;
  },
  e: (result, value) => {
    result.escape = value.slice(0, 1) || "~";
  },
  o: (result, value) => {
    result.oem = value;
  },
  g: (result) => {
    result.oem = "intelwv2";
  },
  s: (result) => {
    result.oem = "supermicro";
  },
  W: (result, value) => {
    result.workarounds = [...result.workarounds, ...value.split(",").filter(Boolean)];
  },
  S: (result, value) => {
    result.sdrFile = value;
  },
  h: (result) => {
    result.help = true;
  },
  V: (result) => {
    result.version = true;
  },
  fanout: (result, value) => {
    const fanout = parseNumber(value, 1, MOST_FANOUT);
    if (fanout === null) throw outOfRange("-fanout");
    result.fanout = fanout;
  },
  consolidate: (result) => {
    result.consolidate = true;
  },
  json: (result) => {
    result.json = true;
  },
  yes: (result) => {
    result.yes = true;
  },
};

function exclusiveFamily(result: Changed, family: 4 | 6): void {
  if (result.family === family) throw new UsageError(`Multiple -${family} parameters given.`);
  if (result.family !== 0) throw new UsageError(`Parameter is mutually exclusive with -${result.family}.`);
  result.family = family;
}

const MOST_KEY_BYTES = 20;

function keyBytes(hex: string): Buffer {
  const digits = hex.replace(/^0x/i, "");
  if (digits.length % 2 !== 0) throw new UsageError("Number of Kg key characters is not even");
  if (!/^[0-9a-f]*$/i.test(digits)) throw new UsageError("Kg key is not hexadecimal number");
  if (digits.length / 2 > MOST_KEY_BYTES) throw new UsageError("Kg key is too long");
  return Buffer.from(digits, "hex");
}

function byteOption(name: string, value: string): number {
  return numberOption(name, value, 255);
}

function numberOption(name: string, value: string, most: number): number {
  const number = parseNumber(value, 0, most);
  if (number === null) throw outOfRange(name);
  return number;
}

function outOfRange(name: string): UsageError {
  return new UsageError(`Invalid parameter given or out of range for '-${name}'.`);
}
