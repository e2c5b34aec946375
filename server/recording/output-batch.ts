import type { ConsoleMark } from "@/lib/contracts/recording";
import { markLine, timeLine } from "./segment-index";

/** A time point says for how long, at least, the bytes after it count as come at that moment. */
const POINT_MS = 20;

/** Output that is not on the disk yet. */
export class OutputBatch {
  readonly marks: ConsoleMark[] = [];
  readonly points: [offset: number, at: number][] = [];
  private readonly chunks: Buffer[] = [];
  private length = 0;

  constructor(readonly from: number) {}

  get until(): number {
    return this.from + this.length;
  }

  get byteLength(): number {
    return this.length;
  }

  get isEmpty(): boolean {
    return this.length === 0 && this.marks.length === 0;
  }

  /** When the first and the last of it came. A batch that is written is never empty. */
  get firstAt(): number {
    return Math.min(...this.moments());
  }

  get lastAt(): number {
    return Math.max(...this.moments());
  }

  /** Takes a copy. The first bytes always get a time point: a batch may begin a segment. */
  append(bytes: Buffer, at: number): void {
    const last = this.points.at(-1);
    if (last === undefined || at - last[1] >= POINT_MS) this.points.push([this.until, at]);
    this.chunks.push(Buffer.from(bytes));
    this.length += bytes.length;
  }

  private moments(): number[] {
    return [...this.points.map(([, at]) => at), ...this.marks.map(({ at }) => Date.parse(at))];
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** A copy of up to `maxBytes` from `offset` on, which is inside. */
  read(offset: number, maxBytes: number): Buffer {
    const found: Buffer[] = [];
    let [at, left] = [this.from, maxBytes];
    for (const chunk of this.chunks) {
      const skipped = Math.max(0, offset - at);
      const piece = chunk.subarray(skipped, skipped + left);
      found.push(piece);
      left -= piece.length;
      at += chunk.length;
      if (left === 0) break;
    }
    return Buffer.concat(found);
  }

  /** Time points of the bytes in [from, until), the first one moved up to `from`. */
  timesIn(from: number, until: number): [number, number][] {
    const after = this.points.filter(([offset]) => offset > from && offset < until);
    const before = this.points.findLast(([offset]) => offset <= from);
    return before === undefined ? after : [[from, before[1]], ...after];
  }

  /** What the index says of it. */
  indexLines(): string {
    return [...this.points.map(([offset, at]) => timeLine(offset, at)), ...this.marks.map(markLine)].join("");
  }
}
