import { ByteReader } from "../../wire/byte-reader";
import { zonelessTime } from "../timestamp";
import { chassisTypeName } from "./chassis-type";
import { readFruField } from "./fru-field";
import type { FruArea, FruField } from "./fru-inventory";

/**
 * Info areas (FRU Information Storage Definition §10–12). `bytes` is the area as its length byte says, checksum left
 * out; the reader of fields stops at C1h or the end, whichever is first.
 */
type AreaDecoder = (bytes: Uint8Array, warnings: string[]) => FruArea;

/** 1996-01-01 00:00, the origin of board dates, in seconds since 1970. */
const BOARD_EPOCH = 820_454_400;
/** Dates in the first hours of 1996 are counters some boards never set. */
const LEAST_MINUTES = 800;

const decodeChassisArea: AreaDecoder = (bytes) => {
  const reader = new ByteReader(bytes, "FRU chassis area", 2);
  const type = { label: "Chassis type", value: chassisTypeName(reader.u8()) };
  const fields = readFields(reader, 0, ["Part number", "Serial number"]);
  return { kind: "chassis", title: "Chassis", fields: [type, ...fields] };
};

const decodeBoardArea: AreaDecoder = (bytes, warnings) => {
  const reader = new ByteReader(bytes, "FRU board area", 2);
  const language = reader.u8();
  const minutes = reader.u24();
  const fields = readFields(reader, language, [
    "Manufacturer",
    "Product name",
    "Serial number",
    "Part number",
    "FRU file id",
  ]);
  return { kind: "board", title: "Board", fields: [...manufactured(minutes, warnings), ...fields] };
};

const decodeProductArea: AreaDecoder = (bytes) => {
  const reader = new ByteReader(bytes, "FRU product area", 2);
  const language = reader.u8();
  const fields = readFields(reader, language, [
    "Manufacturer",
    "Product name",
    "Part number",
    "Version",
    "Serial number",
    "Asset tag",
    "FRU file id",
  ]);
  return { kind: "product", title: "Product", fields };
};

export const areaDecoders = {
  chassis: decodeChassisArea,
  board: decodeBoardArea,
  product: decodeProductArea,
} as const;

/** Named fields in order, then custom ones; empty fields are left out. */
function readFields(reader: ByteReader, language: number, labels: readonly string[]): readonly FruField[] {
  const fields: FruField[] = [];
  for (let index = 0; ; index++) {
    const value = readFruField(reader, language);
    if (value === null) return fields;
    const label = labels[index] ?? `Custom ${index - labels.length + 1}`;
    if (value !== "") fields.push({ label, value });
  }
}

function manufactured(minutes: number, warnings: string[]): readonly FruField[] {
  if (minutes === 0 || minutes === 0xffffff) return [];
  if (minutes < LEAST_MINUTES) {
    warnings.push("board area: the manufacturing date was never set");
    return [];
  }
  const time = zonelessTime(BOARD_EPOCH + minutes * 60);
  return [{ label: "Manufactured", value: time.slice(0, 16).replace("T", " ") }];
}
