import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { compressedPath, type SegmentPart, segmentPath } from "./segment-paths";

export const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Bytes of a file; null when there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    },
  );
}

/** Bytes a segment takes on the disk, in whatever form. */
export async function storedBytesOf(folder: string, number: number): Promise<number> {
  const plain = [segmentPath(folder, number, "log"), segmentPath(folder, number, "idx")];
  const sizes = await Promise.all([...plain, ...plain.map(compressedPath)].map(sizeOf));
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** The whole of a part in small pieces, whether it is compressed or not. Rejects when it is missing or damaged. */
export async function* contentOf(folder: string, number: number, part: SegmentPart): AsyncIterable<Buffer> {
  const plain = segmentPath(folder, number, part);
  yield* (await sizeOf(plain)) === null ? inflated(compressedPath(plain)) : createReadStream(plain);
}

async function* inflated(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on("error", (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip) as Readable;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** All of a compressed part; rejects beyond `maxBytes`: no segment of ours is that long. */
export async function inflate(plain: string, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of inflated(compressedPath(plain))) {
    length += piece.length;
    if (length > maxBytes) throw new RangeError(`More than ${maxBytes} bytes in a segment`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
