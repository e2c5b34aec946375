import { readFileSync } from "node:fs";
import { DecodeError } from "@/server/ipmi";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";

const DATABASE = "/usr/share/zoneinfo/";

/** A time zone as the machine's database has it (RFC 8536). */
interface Zone {
  /** Seconds since 1970 at which a type begins to hold, ascending. */
  readonly transitions: readonly { readonly at: number; readonly type: ZoneType | undefined }[];
  /** What holds after the last transition. */
  readonly afterwards: readonly ZoneType[];
}

interface ZoneType {
  /** Minutes east of UTC. */
  readonly offset: number;
  readonly name: string;
}

const zones = new Map<string, Zone | null>();

/** The local time zone's abbreviation at an instant, as C's `%Z` has it: CET, CST, -03. */
export function zoneName(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const zone = localZone();
  const seconds = date.getTime() / 1000;
  const last = zone?.transitions.findLast(({ at }) => at <= seconds);
  const isLast = last === zone?.transitions.at(-1);
  const known = isLast ? (zone?.afterwards.find((type) => type.offset === offset) ?? last?.type) : last?.type;
  return known?.offset === offset ? known.name : (icuName(date) ?? offsetName(offset));
}

function localZone(): Zone | null {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const kept = zones.get(name);
  if (kept !== undefined) return kept;
  const zone = readZone(name);
  zones.set(name, zone);
  return zone;
}

/** Null where the machine has no such file, or one we cannot read. */
function readZone(name: string): Zone | null {
  if (!/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return null;
  try {
    return decodeZone(readFileSync(DATABASE + name));
  } catch (error) {
    if (error instanceof DecodeError || (error instanceof Error && "code" in error)) return null;
    throw error;
  }
}

interface Counts {
  readonly ut: number;
  readonly standard: number;
  readonly leaps: number;
  readonly transitions: number;
  readonly types: number;
  readonly characters: number;
}

const SHORT = 4;
const LONG = 8;

function decodeZone(bytes: Buffer): Zone | null {
  const reader = new ByteReader(bytes, "time zone");
  const { version, counts } = readHeader(reader);
  if (version < 2) return null;
  reader.skip(blockLength(counts, SHORT));
  const { counts: second } = readHeader(reader);
  const block = reader.take(blockLength(second, LONG));
  const { transitions, types } = second;
  const typesAt = transitions * (LONG + 1);
  const namesAt = typesAt + types * 6;
  const typeAt = (index: number): ZoneType | undefined => {
    if (index >= types) return undefined;
    const at = typesAt + index * 6;
    const name = block.subarray(namesAt + block.readUInt8(at + 5), namesAt + second.characters);
    return { offset: block.readInt32BE(at) / 60, name: name.toString("latin1").split("\0", 1)[0] ?? "" };
  };
  return {
    transitions: Array.from({ length: transitions }, (_, index) => ({
      at: Number(block.readBigInt64BE(index * LONG)),
      type: typeAt(block.readUInt8(transitions * LONG + index)),
    })),
    afterwards: rule(reader.rest().toString("latin1").trim()),
  };
}

function readHeader(reader: ByteReader): { version: number; counts: Counts } {
  const header = reader.take(44);
  if (header.subarray(0, 4).toString("latin1") !== "TZif") {
    throw new DecodeError("time zone", reader.offset, "no time zone file");
  }
  const [ut = 0, standard = 0, leaps = 0, transitions = 0, types = 0, characters = 0] = [
    20, 24, 28, 32, 36, 40,
  ].map((at) => header.readUInt32BE(at));
  const version = Number(header.subarray(4, 5).toString("latin1"));
  return { version, counts: { ut, standard, leaps, transitions, types, characters } };
}

function blockLength(counts: Counts, timeBytes: number): number {
  const { ut, standard, leaps, transitions, types, characters } = counts;
  return transitions * (timeBytes + 1) + types * 6 + characters + leaps * (timeBytes + 4) + standard + ut;
}

/** Names and offsets of a rule like `CET-1CEST,M3.5.0,M10.5.0/3`, whose offsets count westwards. */
function rule(text: string): readonly ZoneType[] {
  const [, standard, west, summer, summerWest] =
    /^(<[^>]+>|[A-Za-z]+)([-+\d:]+)(?:(<[^>]+>|[A-Za-z]+)([-+\d:]+)?)?/.exec(text) ?? [];
  if (standard === undefined || west === undefined) return [];
  const offset = -minutes(west);
  const types = [{ offset, name: bare(standard) }];
  if (summer === undefined) return types;
  return [
    ...types,
    { offset: summerWest === undefined ? offset + 60 : -minutes(summerWest), name: bare(summer) },
  ];
}

function minutes(text: string): number {
  const [hours = 0, rest = 0] = text.replace(/^[-+]/, "").split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + rest);
}

function bare(name: string): string {
  return name.replace(/[<>]/g, "");
}

/** ICU knows each abbreviation in some locale only. */
function icuName(date: Date): string | null {
  for (const locale of ["en-US", "en-GB", "en-AU", "en-IN", "en-ZA"]) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(date);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value;
    if (name !== undefined && !/^GMT.|^UTC./.test(name)) return name;
  }
  return null;
}

function offsetName(offset: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${size % 60 === 0 ? "" : two(size % 60)}`;
}
