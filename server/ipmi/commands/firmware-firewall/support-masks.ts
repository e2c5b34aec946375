import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";

/** Commands and sub-functions are numbered per channel, LUN and network function. */
export interface FirewallScope {
  readonly channel: number;
  readonly lun: number;
  /** Even: the request form. */
  readonly netFn: number;
}

export interface CommandRange extends FirewallScope {
  /** Commands 00h–7Fh or 80h–FFh: an answer tells of half of them. */
  readonly half: "lower" | "upper";
  /** The defining body of group extension (2Ch) or OEM (2Eh) commands. */
  readonly body?: Uint8Array;
}

export interface SubFunctionScope extends FirewallScope {
  readonly command: number;
  readonly body?: Uint8Array;
}

const UPPER_HALF = 0x40;
const HALF_OF_COMMANDS = 128;
/** 32 sub-functions at a time. */
const SUB_FUNCTIONS = 32;

export function encodeRange({
  channel,
  netFn,
  lun,
  half,
  body = new Uint8Array(),
}: CommandRange): Uint8Array {
  return new ByteWriter()
    .u8(channel & 0x0f)
    .u8((half === "upper" ? UPPER_HALF : 0) | (netFn & 0x3f))
    .u8(lun & 0x03)
    .bytes(body)
    .toBuffer();
}

export function encodeSubFunctions(scope: SubFunctionScope): Uint8Array {
  const { channel, netFn, lun, command, body = new Uint8Array() } = scope;
  return new ByteWriter()
    .u8(channel & 0x0f)
    .u8(netFn & 0x3f)
    .u8(lun & 0x03)
    .u8(command)
    .bytes(body)
    .toBuffer();
}

/** A bit for each command of the half, lowest first. */
export function readCommandMask(data: ByteReader): readonly boolean[] {
  return bits(data.take(HALF_OF_COMMANDS / 8));
}

/** A bit for each of the first 32 sub-functions, lowest first. */
export function readSubFunctionMask(data: ByteReader): readonly boolean[] {
  return bits(data.take(SUB_FUNCTIONS / 8));
}

export function bits(mask: Uint8Array): readonly boolean[] {
  return [...mask].flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte & (1 << bit)) !== 0));
}
