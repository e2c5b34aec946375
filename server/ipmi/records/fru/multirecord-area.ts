import { DecodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";
import type { FruArea } from "./fru-inventory";
import { decodeMultirecord } from "./multirecords";

const HEADER_BYTES = 5;
const END_OF_LIST = 0x80;
/** 64 KiB of headers alone would be thirteen thousand; no FRU has more than a few dozen. */
const MOST_RECORDS = 256;

/** Whether bytes and their checksum, the last of them, go together; always true where checksums are not looked at. */
export type Soundness = (bytes: Uint8Array) => boolean;

/** The multirecord area (FRU Information Storage Definition §16); a record with a wrong header checksum ends it. */
export function decodeMultirecords(
  bytes: Uint8Array,
  start: number,
  sound: Soundness,
  warnings: string[],
): readonly FruArea[] {
  const areas: FruArea[] = [];
  let offset = start;
  for (let count = 0; count < MOST_RECORDS; count++) {
    const header = bytes.subarray(offset, offset + HEADER_BYTES);
    if (header.length < HEADER_BYTES) {
      warnings.push("multirecord area ends without its last record");
      return areas;
    }
    if (!sound(header)) {
      warnings.push(`multirecord ${count + 1}: header checksum is wrong`);
      return areas;
    }
    const reader = new ByteReader(header, `FRU multirecord ${count + 1}`);
    const type = reader.u8();
    const flags = reader.u8();
    const length = reader.u8();
    const data = bytes.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + length);
    const sum = reader.u8();
    if (data.length < length) warnings.push(`multirecord ${count + 1} is cut at the end of the FRU data`);
    else if (!sound(Buffer.concat([data, Buffer.of(sum)])))
      warnings.push(`multirecord ${count + 1}: checksum is wrong`);
    areas.push(...decodeOne(type, data, count + 1, warnings));
    if ((flags & END_OF_LIST) !== 0) return areas;
    offset += HEADER_BYTES + length;
  }
  warnings.push("multirecord area has no end");
  return areas;
}

function decodeOne(type: number, data: Uint8Array, index: number, warnings: string[]): readonly FruArea[] {
  try {
    return [decodeMultirecord(type, new ByteReader(data, `FRU multirecord ${index}`))];
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    warnings.push(error.message);
    return [];
  }
}
