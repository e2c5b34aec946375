const UNIT = 8;
const HEADER_BYTES = 8;
const MULTIRECORD_HEADER_BYTES = 5;
const END_OF_LIST = 0x80;

/**
 * How many bytes from the start are needed to decode FRU data, as far as `bytes`, its beginning, tells. Ask again with
 * more until the answer is no longer than what there is: EEPROMs are mostly empty, and reading them is slow.
 */
export function fruExtent(bytes: Uint8Array): number {
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  let extent = HEADER_BYTES;
  for (const index of [2, 3, 4]) {
    const offset = (bytes[index] ?? 0) * UNIT;
    if (offset === 0) continue;
    const length = bytes[offset + 1];
    extent = Math.max(extent, length === undefined ? offset + 2 : offset + length * UNIT);
  }
  const multirecords = (bytes[5] ?? 0) * UNIT;
  return multirecords === 0 ? extent : Math.max(extent, multirecordExtent(bytes, multirecords));
}

function multirecordExtent(bytes: Uint8Array, start: number): number {
  let offset = start;
  for (;;) {
    const flags = bytes[offset + 1];
    const length = bytes[offset + 2];
    if (flags === undefined || length === undefined) return offset + MULTIRECORD_HEADER_BYTES;
    offset += MULTIRECORD_HEADER_BYTES + length;
    if ((flags & END_OF_LIST) !== 0) return offset;
  }
}
