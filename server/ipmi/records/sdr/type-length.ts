import { DecodeError } from "../../errors";
import type { ByteReader } from "../../wire/byte-reader";
import { decodeBcdPlus, decodeLatin1, decodeSixBit, decodeUnicode } from "../text-encoding";

const MAX_BYTES = 31;
const decoders = [decodeUnicode, decodeBcdPlus, decodeSixBit, decodeLatin1] as const;

/**
 * The ID string at the end of an SDR (IPMI 2.0 §43.15). A length past the end of the record is a lie of some boards and
 * cut; so is one with bytes that follow. The result is as sent: it may hold control characters.
 */
export function readIdString(reader: ByteReader): string {
  if (reader.remaining === 0) return "";
  const typeLength = reader.u8();
  const decode = decoders[typeLength >> 6];
  if (decode === undefined) throw new DecodeError(reader.subject, reader.offset, "impossible string type");
  const length = Math.min(typeLength & 0x1f, MAX_BYTES, reader.remaining);
  return decode(reader.take(length));
}
