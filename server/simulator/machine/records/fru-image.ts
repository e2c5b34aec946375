import { ByteWriter } from "../../../ipmi/wire/byte-writer";
import { checksum } from "../../../ipmi/wire/checksum";
import { typeLength } from "./type-length";

/** Encodes FRU data (IPMI Platform Management FRU Information Storage Definition 1.0). */

const BLOCK = 8;
const END_OF_FIELDS = 0xc1;
const LONGEST_FIELD = 62;
const ENGLISH = 0;

export interface BoardArea {
  /** Minutes since 1996-01-01 00:00 UTC. */
  readonly manufactured: number;
  readonly fields: readonly string[];
}

export interface FruAreas {
  /** Chassis type (SMBIOS) and fields: part number, serial number. */
  readonly chassis?: { readonly type: number; readonly fields: readonly string[] };
  /** Fields: manufacturer, product, serial number, part number, FRU file. */
  readonly board?: BoardArea;
  /** Manufacturer, product, part number, version, serial number, asset tag, FRU file. */
  readonly product?: readonly string[];
  /** Type and data. */
  readonly multirecords?: readonly (readonly [type: number, data: Uint8Array])[];
}

/** A whole image, filled with zeros up to `size`. */
export function fruImage(areas: FruAreas, size: number): Buffer {
  const { chassis, board, product, multirecords = [] } = areas;
  const parts: readonly (Buffer | null)[] = [
    // No internal use area.
    null,
    chassis ? infoArea([chassis.type], chassis.fields) : null,
    board ? infoArea([ENGLISH, ...minutes(board.manufactured)], board.fields) : null,
    product ? infoArea([ENGLISH], product) : null,
    multirecords.length > 0 ? multirecordArea(multirecords) : null,
  ];
  const image = Buffer.alloc(size);
  image[0] = 1;
  let offset = BLOCK;
  for (const [index, area] of parts.entries()) {
    if (area === null) continue;
    image[index + 1] = offset / BLOCK;
    area.copy(image, offset);
    offset += area.length;
  }
  image[7] = checksum(image.subarray(0, 7));
  return image;
}

function minutes(value: number): readonly number[] {
  return [...new ByteWriter().u24(value).toBuffer()];
}

/** Version, length, fixed bytes, fields, end mark, padding, checksum (§10–12). */
function infoArea(head: readonly number[], fields: readonly string[]): Buffer {
  const body = Buffer.concat([
    Buffer.from([1, 0, ...head]),
    ...fields.map((field) => typeLength(field, LONGEST_FIELD)),
    Buffer.from([END_OF_FIELDS]),
  ]);
  const area = Buffer.alloc(Math.ceil((body.length + 1) / BLOCK) * BLOCK);
  body.copy(area);
  area[1] = area.length / BLOCK;
  area[area.length - 1] = checksum(area.subarray(0, -1));
  return area;
}

/** Records one after another, the last one marked (§16). */
function multirecordArea(records: readonly (readonly [number, Uint8Array])[]): Buffer {
  return Buffer.concat(
    records.map(([type, data], index) => {
      const header = [type, index === records.length - 1 ? 0x82 : 0x02, data.length, checksum(data)];
      return Buffer.from([...header, checksum(Uint8Array.from(header)), ...data]);
    }),
  );
}

/** Power Supply Information, multirecord type 00h (§18.1). */
export function powerSupplyInformation(watts: number): Buffer {
  return (
    new ByteWriter()
      .u16(watts)
      // Peak VA a fifth above; 55 A inrush for 10 ms.
      .u16(Math.round(watts * 1.2))
      .u8(55)
      .u8(10)
      // 100–127 V and 200–240 V, in 10 mV; 47–63 Hz; rides through 12 ms.
      .u16(10_000)
      .u16(12_700)
      .u16(20_000)
      .u16(24_000)
      .u8(47)
      .u8(63)
      .u8(12)
      // Hot swap, auto-switching, power factor correction.
      .u8(0x0e)
      .u16(0)
      .u24(0)
      .u8(0)
      .toBuffer()
  );
}

/** DC Output, multirecord type 01h, of a 12 V supply (§18.2). */
export function dcOutput12V(watts: number): Buffer {
  return new ByteWriter()
    .u8(0x01)
    .u16(1200)
    .u16(1140)
    .u16(1260)
    .u16(120)
    .u16(0)
    .u16(Math.min(0xffff, Math.round((watts / 12) * 1000)))
    .toBuffer();
}
