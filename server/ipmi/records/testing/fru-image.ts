import { checksum } from "../../wire/checksum";

/** Builds FRU data for tests, with right checksums. */

export function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0xc0 | value.length]), Buffer.from(value, "latin1")]);
}

/** An info area: version, length, `head` bytes, fields, end mark, padding and checksum. */
export function infoArea(head: readonly number[], fields: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from([1, 0, ...head]), ...fields, Buffer.from([0xc1])]);
  const area = Buffer.alloc(Math.ceil((body.length + 1) / 8) * 8);
  body.copy(area);
  area[1] = area.length / 8;
  area[area.length - 1] = checksum(area.subarray(0, -1));
  return area;
}

export function multirecord(type: number, data: Uint8Array, last: boolean): Buffer {
  const header = Buffer.from([type, last ? 0x82 : 0x02, data.length, checksum(data)]);
  return Buffer.concat([header, Buffer.from([checksum(header)]), data]);
}

/** A whole image; areas in the order of the header: internal, chassis, board, product, multirecords. */
export function fruImage(areas: {
  chassis?: Buffer;
  board?: Buffer;
  product?: Buffer;
  multirecords?: readonly Buffer[];
}): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  const parts: Buffer[] = [header];
  let offset = header.length;
  const multirecords = areas.multirecords === undefined ? undefined : Buffer.concat(areas.multirecords);
  for (const [index, area] of [areas.chassis, areas.board, areas.product, multirecords].entries()) {
    if (area === undefined) continue;
    header[index + 2] = offset / 8;
    parts.push(area);
    offset += area.length;
  }
  header[7] = checksum(header.subarray(0, 7));
  return Buffer.concat(parts);
}
