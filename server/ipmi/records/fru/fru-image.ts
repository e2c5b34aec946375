import { checksum } from "../../wire/checksum";

/** Offsets and lengths count in these units. */
const UNIT = 8;
const HEADER_BYTES = 8;
const FORMAT_VERSION = 1;
const MULTIRECORD_HEADER_BYTES = 5;
const END_OF_LIST = 0x80;
const MOST_OFFSET = 255 * UNIT;

/** An image that must not be written, or cannot be edited: why, in words. */
export class FruImageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FruImageError";
  }
}

export type FruAreaKind = "internal" | "chassis" | "board" | "product" | "multirecord";

/** In the order of the header's offsets. */
const kinds: readonly FruAreaKind[] = ["internal", "chassis", "board", "product", "multirecord"];

export interface FruAreaImage {
  readonly kind: FruAreaKind;
  readonly offset: number;
  readonly bytes: Buffer;
}

/**
 * The areas of an image in the order of their offsets, checked: header and area checksums, lengths, overlaps. Throws
 * FruImageError for an image that is not consistent (FRU Information Storage Definition §8, §10–12, §16).
 */
export function fruAreas(image: Buffer): readonly FruAreaImage[] {
  if (image.length < HEADER_BYTES) throw new FruImageError("the image is shorter than a FRU header");
  const header = image.subarray(0, HEADER_BYTES);
  if ((header.readUInt8(0) & 0x0f) !== FORMAT_VERSION) throw new FruImageError("the image has no FRU header");
  if (checksum(header) !== 0) throw new FruImageError("the header's checksum is wrong");
  const starts = kinds
    .map((kind, index) => ({ kind, offset: header.readUInt8(1 + index) * UNIT }))
    .filter(({ offset }) => offset !== 0)
    .sort((a, b) => a.offset - b.offset);
  const areas = starts.map(({ kind, offset }, index) => {
    const end = starts[index + 1]?.offset ?? image.length;
    return { kind, offset, bytes: areaBytes(image.subarray(0, end), kind, offset) };
  });
  return areas;
}

/** `image` ends where the next area begins: an area that goes on there overlaps it. */
function areaBytes(image: Buffer, kind: FruAreaKind, offset: number): Buffer {
  if (offset >= image.length) throw new FruImageError(`the ${kind} area lies outside the image`);
  if (kind === "internal") return image.subarray(offset); // has no length of its own
  return kind === "multirecord" ? multirecords(image, offset) : infoArea(image, kind, offset);
}

function infoArea(image: Buffer, kind: FruAreaKind, offset: number): Buffer {
  const length = (image[offset + 1] ?? 0) * UNIT;
  if (length === 0 || offset + length > image.length) {
    throw new FruImageError(`the ${kind} area is longer than its place`);
  }
  const bytes = image.subarray(offset, offset + length);
  if (checksum(bytes) !== 0) throw new FruImageError(`the ${kind} area's checksum is wrong`);
  return bytes;
}

function multirecords(image: Buffer, start: number): Buffer {
  let offset = start;
  for (;;) {
    const header = image.subarray(offset, offset + MULTIRECORD_HEADER_BYTES);
    if (header.length < MULTIRECORD_HEADER_BYTES) throw new FruImageError("the multirecords have no end");
    if (checksum(header) !== 0) throw new FruImageError("a multirecord's header checksum is wrong");
    const end = offset + MULTIRECORD_HEADER_BYTES + header.readUInt8(2);
    if (end > image.length) throw new FruImageError("a multirecord is longer than its place");
    const body = image.subarray(offset + MULTIRECORD_HEADER_BYTES, end);
    if (checksum(body) !== header.readUInt8(3)) throw new FruImageError("a multirecord's checksum is wrong");
    if ((header.readUInt8(1) & END_OF_LIST) !== 0) return image.subarray(start, end);
    offset = end;
  }
}

/** An image of `size` bytes from areas, placed one after the other in their order. Throws FruImageError when too small. */
export function layOutFru(areas: readonly Omit<FruAreaImage, "offset">[], size: number): Buffer {
  const image = Buffer.alloc(size);
  let offset = HEADER_BYTES;
  image.writeUInt8(FORMAT_VERSION, 0);
  for (const { kind, bytes } of areas) {
    const end = offset + bytes.length;
    if (end > size || offset > MOST_OFFSET)
      throw new FruImageError(`it does not fit: ${end} of ${size} bytes`);
    image.writeUInt8(offset / UNIT, 1 + kinds.indexOf(kind));
    bytes.copy(image, offset);
    offset = Math.ceil(end / UNIT) * UNIT;
  }
  image.writeUInt8(checksum(image.subarray(0, HEADER_BYTES - 1)), HEADER_BYTES - 1);
  return image;
}
