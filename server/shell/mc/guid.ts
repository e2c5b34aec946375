import { getSystemGuid, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { timestampNumeric } from "../timestamps";
import { defineVerb } from "../verb";

/** How the sixteen bytes are laid out; BMCs differ, and only the time in a version 1 GUID can tell. */
const encodings = ["rfc4122", "ipmi", "smbios"] as const;
type Encoding = (typeof encodings)[number];
type Mode = Encoding | "auto" | "dump";

interface GuidData {
  readonly bytes: Buffer;
  readonly now: Date;
}

export const guid = defineVerb<Mode, GuidData>({
  path: ["mc", "guid"],
  usage: "[auto|smbios|ipmi|rfc4122|dump]",
  summary: "GUID of the system, decoded",
  privilege: Privilege.User,
  class: "read",
  // Whatever else is said means auto, as ipmitool has it.
  parse: ([word = "auto"]) => {
    if (word === "dump") return word;
    if (word === "rfc") return "rfc4122";
    return encodings.find((known) => known === word) ?? "auto";
  },
  run: async (context) => ({
    bytes: await failAs(context.bmc.send(getSystemGuid, undefined, { signal: context.signal }), {
      silent: "Get GUID command failed",
    }),
    now: context.now(),
  }),
  text: ({ bytes, now }, { utc }, mode) => `System GUID   : ${guidText(bytes, mode, now, utc)}`,
});

interface Fields {
  readonly timeLow: number;
  readonly timeMid: number;
  readonly timeHigh: number;
  readonly clock: number;
  readonly node: Buffer;
}

function fieldsOf(bytes: Buffer, encoding: Encoding): Fields {
  if (encoding === "ipmi") {
    return {
      timeLow: bytes.readUInt32LE(12),
      timeMid: bytes.readUInt16LE(10),
      timeHigh: bytes.readUInt16LE(8),
      clock: bytes.readUInt16LE(6),
      node: Buffer.from(bytes.subarray(0, 6)).reverse(),
    };
  }
  const little = encoding === "smbios";
  return {
    timeLow: little ? bytes.readUInt32LE(0) : bytes.readUInt32BE(0),
    timeMid: little ? bytes.readUInt16LE(4) : bytes.readUInt16BE(4),
    timeHigh: little ? bytes.readUInt16LE(6) : bytes.readUInt16BE(6),
    clock: bytes.readUInt16BE(8),
    node: bytes.subarray(10, 16),
  };
}

const TIME_BASED = 1;
const versionNames: Readonly<Record<number, string>> = {
  1: "Time-based",
  2: "DCE Security with POSIX UIDs (not for IPMI)",
  3: "Name-based using MD5",
  4: "Random or pseudo-random",
  5: "Name-based using SHA-1",
};

function versionOf({ timeHigh }: Fields): number {
  return timeHigh >> 12;
}

/** Seconds since 1970 of a version 1 GUID, which counts 100 ns since 1582. */
function secondsOf({ timeLow, timeMid, timeHigh }: Fields): number {
  const ticks = (BigInt(timeHigh & 0x0fff) << 48n) | (BigInt(timeMid) << 32n) | BigInt(timeLow);
  return Number(ticks / 10_000_000n - 12_219_292_800n);
}

/** The time as an IPMI time stamp: 32 bits, as ipmitool shows it, whatever century that makes of it. */
function stampOf(fields: Fields): number {
  return secondsOf(fields) >>> 0;
}

/** The encoding whose version makes sense, the last of several; a version 1 with a sensible time decides. */
function detect(bytes: Buffer, now: Date): Encoding | null {
  let likely: Encoding | null = null;
  for (const encoding of encodings) {
    const fields = fieldsOf(bytes, encoding);
    const version = versionOf(fields);
    if (versionNames[version] === undefined) continue;
    likely = encoding;
    if (version === TIME_BASED && isSensible(secondsOf(fields), now)) break;
  }
  return likely;
}

function isSensible(seconds: number, now: Date): boolean {
  const year = new Date(seconds * 1000).getUTCFullYear();
  return year >= 1970 && year <= now.getUTCFullYear();
}

const encodingNames: Readonly<Record<Encoding, string>> = {
  ipmi: "IPMI",
  rfc4122: "RFC4122 (WARNING: IPMI Specification violation!)",
  smbios: "SMBIOS (WARNING: IPMI Specification violation!)",
};

function guidText(bytes: Buffer, mode: Mode, now: Date, utc = false): string {
  const encoding = mode === "auto" ? detect(bytes, now) : mode;
  if (encoding === null || encoding === "dump") return `${bytes.toString("hex").toUpperCase()}\n`;
  const fields = fieldsOf(bytes, encoding);
  const version = versionOf(fields);
  const lines = [canonical(fields)];
  if (mode === "auto") lines.push(`GUID Encoding : ${encodingNames[encoding]}`);
  const name = versionNames[version] ?? `Unknown/unsupported (${version})`;
  lines.push(`GUID Version  : ${name}`);
  if (version === TIME_BASED) lines.push(`Timestamp     : ${timestampNumeric(stampOf(fields), utc)}`);
  return `${lines.join("\n")}\n`;
}

function canonical({ timeLow, timeMid, timeHigh, clock, node }: Fields): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  return [hex(timeLow, 8), hex(timeMid, 4), hex(timeHigh, 4), hex(clock, 4), node.toString("hex")].join("-");
}
