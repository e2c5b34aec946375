import { DecodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";
import { checksum } from "../../wire/checksum";
import { areaDecoders } from "./fru-area";
import type { FruArea, FruInventory } from "./fru-inventory";
import { decodeMultirecords, type Soundness } from "./multirecord-area";

/** Offsets count in these units. */
const UNIT = 8;
const HEADER_BYTES = 8;
const FORMAT_VERSION = 1;

export interface FruDecodeOptions {
  /** False: say nothing of wrong checksums (FreeIPMI's `skipchecks`). Default true. */
  readonly checksums?: boolean;
}

/**
 * Decodes FRU data as far as it goes: a wrong checksum, length or field is a warning, never an exception, because
 * boards with one wrong byte are common and the rest is worth reading. The internal use area is vendor's own and skipped.
 */
export function decodeFru(bytes: Uint8Array, { checksums = true }: FruDecodeOptions = {}): FruInventory {
  const sound = (part: Uint8Array) => !checksums || checksum(part) === 0;
  const warnings: string[] = [];
  if (isBlank(bytes)) return { areas: [], warnings: ["no FRU data is programmed"] };
  if (bytes.length < HEADER_BYTES) return { areas: [], warnings: ["FRU data is shorter than its header"] };

  const header = new ByteReader(bytes.subarray(0, HEADER_BYTES), "FRU header");
  const version = header.u8() & 0x0f;
  if (version !== FORMAT_VERSION) {
    return { areas: [], warnings: [`FRU format version ${version} is not known`] };
  }
  if (!sound(bytes.subarray(0, HEADER_BYTES))) warnings.push("header checksum is wrong");
  header.skip(1); // internal use area
  const areas: FruArea[] = [];
  for (const kind of ["chassis", "board", "product"] as const) {
    const offset = header.u8() * UNIT;
    if (offset === 0) continue;
    const area = decodeArea(kind, bytes, offset, sound, warnings);
    if (area !== null) areas.push(area);
  }
  const multirecords = header.u8() * UNIT;
  if (multirecords !== 0) areas.push(...decodeMultirecords(bytes, multirecords, sound, warnings));
  return { areas, warnings };
}

function decodeArea(
  kind: keyof typeof areaDecoders,
  bytes: Uint8Array,
  offset: number,
  sound: Soundness,
  warnings: string[],
): FruArea | null {
  const length = (bytes[offset + 1] ?? 0) * UNIT;
  if (offset + 2 > bytes.length || length === 0) {
    warnings.push(`${kind} area lies outside the FRU data`);
    return null;
  }
  const area = bytes.subarray(offset, offset + length);
  if (area.length < length) warnings.push(`${kind} area is cut at the end of the FRU data`);
  else if (!sound(area)) warnings.push(`${kind} area checksum is wrong`);
  return attempt(
    () => areaDecoders[kind](area.length < length ? area : area.subarray(0, -1), warnings),
    warnings,
  );
}

function attempt<Result>(decode: () => Result, warnings: string[]): Result | null {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    warnings.push(error.message);
    return null;
  }
}

/** Erased or never written memory. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0x00);
}
