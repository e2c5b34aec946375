import { readIdString } from "@/server/ipmi/records/sdr/type-length";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";

/** Whatever could move a cursor, reorder or hide a line. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** The name at the end of a record, from its type/length byte on; blanks at its end stay. */
export function idString(bytes: Uint8Array, offset: number): string {
  if (offset >= bytes.length) return "";
  return harmless(readIdString(new ByteReader(bytes, "ID string", offset)));
}

/** Text of a BMC that may be printed: C ends it at a zero byte, we leave out what a terminal would act on. */
export function harmless(text: string): string {
  return (text.split("\0", 1)[0] ?? "").replace(unprintable, "");
}
