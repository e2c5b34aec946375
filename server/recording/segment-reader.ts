import { open } from "node:fs/promises";
import { inflate, isMissing, sizeOf } from "./segment-content";
import { SegmentIndex } from "./segment-index";
import { segmentPath } from "./segment-paths";

/** Kept of what was read last, over all hosts. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** Twice as long as a segment or its index ever gets. */
const MAX_PART_BYTES = 24 * 1024 * 1024;

type Cached =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "index"; readonly index: SegmentIndex; readonly complete: boolean };

/**
 * Reads anywhere in segments of all forms. A compressed one is inflated whole, one at a time, and the last ones are kept; an index is parsed
 * once and then as far as it grew.
 */
export class SegmentReader {
  private readonly cache = new Map<string, Cached>();
  private turn: Promise<unknown> = Promise.resolve();

  /** Up to `length` bytes from `position` in the segment's bytes. Rejects when they are missing or damaged. */
  async bytes(folder: string, number: number, position: number, length: number): Promise<Buffer> {
    const path = segmentPath(folder, number, "log");
    const plain = await readPlain(path, position, length);
    if (plain !== null) return plain;
    const all = await this.inTurn(() => this.inflated(path));
    return Buffer.from(all.subarray(position, position + length));
  }

  /** How many bytes the segment holds. */
  async byteLength(folder: string, number: number): Promise<number> {
    const path = segmentPath(folder, number, "log");
    return (await sizeOf(path)) ?? (await this.inTurn(() => this.inflated(path))).length;
  }

  /** When its bytes came; empty when the index is missing. Rejects when it is damaged. */
  index(folder: string, number: number): Promise<SegmentIndex> {
    return this.inTurn(() => this.parsed(segmentPath(folder, number, "idx")));
  }

  /** What is kept of a segment is not true any more. */
  forget(folder: string, number: number): void {
    this.cache.delete(segmentPath(folder, number, "log"));
    this.cache.delete(segmentPath(folder, number, "idx"));
  }

  private async parsed(path: string): Promise<SegmentIndex> {
    const cached = this.cache.get(path);
    const known = cached?.kind === "index" ? cached : null;
    if (known?.complete) return this.keep(path, known).index;
    const size = await sizeOf(path);
    if (size !== null) {
      const index = known !== null && known.index.fedBytes <= size ? known.index : new SegmentIndex();
      const grown = await readPlain(path, index.fedBytes, size - index.fedBytes);
      if (grown !== null) {
        index.feed(grown);
        return this.keep(path, { kind: "index", index, complete: false }).index;
      }
    }
    const index = new SegmentIndex();
    try {
      index.feed(await inflate(path, MAX_PART_BYTES));
    } catch (error) {
      if (isMissing(error)) return index;
      throw error;
    }
    return this.keep(path, { kind: "index", index, complete: true }).index;
  }

  private async inflated(path: string): Promise<Buffer> {
    const cached = this.cache.get(path);
    if (cached?.kind === "bytes") return this.keep(path, cached).bytes;
    return this.keep(path, { kind: "bytes", bytes: await inflate(path, MAX_PART_BYTES) }).bytes;
  }

  /** Last used, last in the map; the first ones go when it is too much. */
  private keep<T extends Cached>(path: string, cached: T): T {
    this.cache.delete(path);
    this.cache.set(path, cached);
    let total = [...this.cache.values()].reduce((sum, entry) => sum + costOf(entry), 0);
    for (const [oldest, entry] of this.cache) {
      if (total <= CACHE_BYTES) break;
      this.cache.delete(oldest);
      total -= costOf(entry);
    }
    return cached;
  }

  /** One at a time: what is being read counts as memory, too. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

const costOf = (cached: Cached) => (cached.kind === "bytes" ? cached.bytes.length : cached.index.cost);

/** Null when there is no such file. */
async function readPlain(path: string, position: number, length: number): Promise<Buffer | null> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
