import type { ByteReader } from "../../wire/byte-reader";
import { hexByte } from "../hex-byte";
import { printable } from "../printable";
import { decodeLatin1 } from "../text-encoding";
import type { FruArea, FruField } from "./fru-inventory";
import { dcLoadFields, dcOutputFields, powerSupplyFields } from "./power-records";
import { presentFields } from "./present-fields";

interface MultirecordType {
  readonly title: string;
  fields(reader: ByteReader): readonly FruField[];
}

/** Multirecord types (FRU Information Storage Definition, table 16-2) by type id. */
const types: Readonly<Record<number, MultirecordType>> = {
  0: { title: "Power supply", fields: powerSupplyFields },
  1: { title: "DC output", fields: (reader) => dcOutputFields(reader, false) },
  2: { title: "DC load", fields: (reader) => dcLoadFields(reader, false) },
  3: { title: "Management access", fields: managementAccessFields },
  4: { title: "Base compatibility", fields: compatibilityFields },
  5: { title: "Extended compatibility", fields: compatibilityFields },
  9: { title: "Extended DC output", fields: (reader) => dcOutputFields(reader, true) },
  10: { title: "Extended DC load", fields: (reader) => dcLoadFields(reader, true) },
};

const FIRST_OEM_TYPE = 0xc0;

/** One multirecord in words; types without a decoder, and OEM ones, as bytes. */
export function decodeMultirecord(type: number, reader: ByteReader): FruArea {
  const known = types[type];
  if (known !== undefined) return { kind: "multirecord", title: known.title, fields: known.fields(reader) };
  const code = hexByte(type);
  if (type < FIRST_OEM_TYPE) {
    return { kind: "multirecord", title: `Record type ${code}`, fields: rawFields(reader) };
  }
  const manufacturer = { label: "Manufacturer id", value: `${reader.u24()}` };
  return {
    kind: "multirecord",
    title: `OEM record ${code}`,
    fields: [manufacturer, ...rawFields(reader)],
  };
}

const accessLabels: readonly string[] = [
  "Access data",
  "System management URL",
  "System name",
  "System ping address",
  "Component management URL",
  "Component name",
  "Component ping address",
];
const SYSTEM_UNIQUE_ID = 7;

/** Management Access, type 03h (§18.4). */
function managementAccessFields(reader: ByteReader): readonly FruField[] {
  const kind = reader.u8();
  const data = reader.rest();
  if (kind === SYSTEM_UNIQUE_ID) return presentFields([["System unique id", data.toString("hex")]]);
  return presentFields([[accessLabels[kind] ?? "Access data", printable(decodeLatin1(data))]]);
}

/** Base and Extended Compatibility, types 04h and 05h (§18.5, §18.6). */
function compatibilityFields(reader: ByteReader): readonly FruField[] {
  const manufacturer = reader.u24();
  const entity = reader.u8();
  const base = reader.u8();
  const start = reader.u8() & 0x7f;
  return presentFields([
    ["Manufacturer id", `${manufacturer}`],
    ["Entity id", `${entity}`],
    ["Compatibility base", `${base}`],
    ["Code range start", `${start}`],
    ["Code mask", reader.rest().toString("hex")],
  ]);
}

function rawFields(reader: ByteReader): readonly FruField[] {
  return presentFields([["Data", reader.rest().toString("hex")]]);
}
