import { checksum } from "../../wire/checksum";
import { FruImageError, fruAreas, layOutFru } from "./fru-image";

export type EditableArea = "chassis" | "board" | "product";

const UNIT = 8;
const END_OF_FIELDS = 0xc1;
const EIGHT_BIT = 0xc0;
const LONGEST = 63;
/** Where fields begin, behind version, length, and type or language with the board's date. */
const firstField: Readonly<Record<EditableArea, number>> = { chassis: 3, board: 6, product: 3 };

export interface FieldEdit {
  readonly area: EditableArea;
  /** From 0, custom fields included. */
  readonly index: number;
  /** Latin 1, at most 63 characters; "" empties the field. */
  readonly text: string;
}

export interface EditedFru {
  readonly image: Buffer;
  /** What the field held, as bytes without its type. */
  readonly before: Buffer;
}

/**
 * The image with one field changed: checksums anew, areas behind it moved when the area grows or shrinks. Throws
 * FruImageError when the image is not consistent, has no such field, or has no room.
 */
export function editFru(image: Buffer, { area, index, text }: FieldEdit): EditedFru {
  const value = fieldBytes(text);
  const areas = fruAreas(image);
  const target = areas.find(({ kind }) => kind === area);
  if (target === undefined) throw new FruImageError(`there is no ${area} area`);
  const fields = splitFields(target.bytes, firstField[area]);
  const before = fields[index];
  if (before === undefined) throw new FruImageError(`the ${area} area has no field ${index}`);
  const edited = rebuild(target.bytes, firstField[area], fields.with(index, value));
  if (edited.length === target.bytes.length) {
    const same = Buffer.from(image);
    edited.copy(same, target.offset);
    return { image: same, before: before.subarray(1) };
  }
  const moved = areas.map(({ kind, bytes }) => ({ kind, bytes: kind === area ? edited : bytes }));
  return { image: layOutFru(moved, image.length), before: before.subarray(1) };
}

/** A single character of type 11b would read as the end of fields (C1h): it takes a blank along. */
function fieldBytes(text: string): Buffer {
  const letters = Buffer.from(text.length === 1 ? `${text} ` : text, "latin1");
  if (letters.length > LONGEST)
    throw new FruImageError(`${letters.length} characters, ${LONGEST} at the most`);
  if (letters.toString("latin1") !== (text.length === 1 ? `${text} ` : text)) {
    throw new FruImageError("it has characters that FRU data cannot hold");
  }
  return Buffer.from([EIGHT_BIT | letters.length, ...letters]);
}

/** The fields with their type and length, without the end mark. */
function splitFields(area: Buffer, start: number): readonly Buffer[] {
  const fields: Buffer[] = [];
  let offset = start;
  for (;;) {
    const typeLength = area[offset];
    if (typeLength === undefined || offset >= area.length - 1)
      throw new FruImageError("the fields have no end");
    if (typeLength === END_OF_FIELDS) return fields;
    const end = offset + 1 + (typeLength & 0x3f);
    fields.push(area.subarray(offset, end));
    offset = end;
  }
}

function rebuild(area: Buffer, start: number, fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat([area.subarray(0, start), ...fields, Buffer.from([END_OF_FIELDS])]);
  const length = Math.ceil((body.length + 1) / UNIT) * UNIT;
  if (length / UNIT > 0xff) throw new FruImageError("the area becomes too long");
  const bytes = Buffer.concat([body, Buffer.alloc(length - body.length)]);
  bytes.writeUInt8(length / UNIT, 1);
  bytes.writeUInt8(checksum(bytes.subarray(0, -1)), length - 1);
  return bytes;
}
