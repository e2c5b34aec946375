import type { ByteReader } from "../../wire/byte-reader";
import { printable } from "../printable";
import { decodeBcdPlus, decodeLatin1, decodeSixBit, decodeUnicode } from "../text-encoding";

/** FRU Information Storage Definition §15: 0 and 25 are English, whose text is 8-bit. */
const englishLanguages: readonly number[] = [0, 25];

const END_OF_FIELDS = 0xc1;

/** The next field of an area as text, or null at its end. A length past the end of the area is cut. */
export function readFruField(reader: ByteReader, language: number): string | null {
  if (reader.remaining === 0) return null;
  const typeLength = reader.u8();
  if (typeLength === END_OF_FIELDS) return null;
  const bytes = reader.take(Math.min(typeLength & 0x3f, reader.remaining));
  return printable(fieldText(typeLength >> 6, bytes, language));
}

function fieldText(type: number, bytes: Buffer, language: number): string {
  switch (type) {
    case 0:
      return bytes.toString("hex");
    case 1:
      return decodeBcdPlus(bytes);
    case 2:
      return decodeSixBit(bytes);
    default:
      return englishLanguages.includes(language) ? decodeLatin1(bytes) : decodeUnicode(bytes);
  }
}
