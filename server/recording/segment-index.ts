import { ConsoleMark } from "@/lib/contracts/recording";

/** First line of an index: what the segment is, without asking the database. */
export interface SegmentHead {
  readonly number: number;
  /** Offset of its first byte. */
  readonly from: number;
  readonly startedAt: number;
  /** Hash of the segment before; null for the first. */
  readonly previous: string | null;
}

export const headLine = (head: SegmentHead) => `${JSON.stringify(head)}\n`;
export const timeLine = (offset: number, at: number) => `[${offset},${at}]\n`;
export const markLine = (mark: ConsoleMark) => `${JSON.stringify(mark)}\n`;
/** Everything before was written when the engine let go of the segment. */
export const endLine = (offset: number, at: number) => `${JSON.stringify({ end: offset, at })}\n`;

const FIRST_POINTS = 64;

/** When a segment's bytes came, and its marks: parsed from its index file, piece by piece as the file grows. */
export class SegmentIndex {
  head: SegmentHead | null = null;
  readonly marks: ConsoleMark[] = [];
  /** The last whole line says that the engine let go in good order. */
  ended = false;
  /** Bytes of whole lines. */
  parsedBytes = 0;
  /** Latest moment and highest offset named by any line. */
  lastAt = 0;
  lastOffset = 0;
  private offsets = new Float64Array(FIRST_POINTS);
  private times = new Float64Array(FIRST_POINTS);
  private count = 0;
  private rest: Buffer = Buffer.alloc(0);

  /** Bytes of the file from where the last call ended; half a line is kept for the next call. */
  feed(bytes: Buffer): void {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const end = all.lastIndexOf(0x0a) + 1;
    this.rest = Buffer.from(all.subarray(end));
    this.parsedBytes += end;
    for (const line of all.toString("utf8", 0, end).split("\n")) if (line !== "") this.line(line);
  }

  /** Bytes taken, the half line at the end included. */
  get fedBytes(): number {
    return this.parsedBytes + this.rest.length;
  }

  get points(): number {
    return this.count;
  }

  /** Bytes of memory, about. */
  get cost(): number {
    return this.offsets.length * 16 + this.marks.length * 250;
  }

  /** Time points of the bytes in [from, until), the first one moved up to `from`. */
  timesIn(from: number, until: number): [number, number][] {
    const found: [number, number][] = [];
    // Bytes whose time was not written any more came, as far as is known, when the segment began.
    if (this.pointAt(from) < 0 && this.head !== null) found.push([from, this.head.startedAt]);
    for (let i = Math.max(0, this.pointAt(from)); i < this.count; i++) {
      const offset = this.offsets[i] ?? 0;
      if (offset >= until) break;
      found.push([Math.max(from, offset), this.times[i] ?? 0]);
    }
    return found;
  }

  /** When the byte at `offset` came; the segment's start where that is not known. */
  timeOf(offset: number): number {
    const i = this.pointAt(offset);
    return i < 0 ? (this.head?.startedAt ?? 0) : (this.times[i] ?? 0);
  }

  /** Offset of the first byte that came at or after this moment; null when all came before. */
  firstSince(at: number): number | null {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low < this.count ? (this.offsets[low] ?? null) : null;
  }

  /** The last point at or before `offset`; −1 when there is none. */
  private pointAt(offset: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** A line that makes no sense is left out: the file may have been changed by others. */
  private line(line: string): void {
    this.ended = false;
    const value = parsed(line);
    if (Array.isArray(value)) this.point(value[0], value[1]);
    else if (value === null || typeof value !== "object") return;
    else if ("previous" in value && this.head === null) this.head = asHead(value);
    else if ("kind" in value) this.mark(value);
    else if ("end" in value) this.ended = true;
  }

  private point(offset: unknown, at: unknown): void {
    if (!isCount(offset) || !isCount(at)) return;
    if (this.count > 0 && (offset <= this.lastPointOffset || at < this.lastPointTime)) return;
    if (this.count === this.offsets.length) this.grow();
    this.offsets[this.count] = offset;
    this.times[this.count] = at;
    this.count += 1;
    this.seen(offset, at);
  }

  private mark(value: object): void {
    const mark = ConsoleMark.safeParse(value);
    if (!mark.success) return;
    this.marks.push(mark.data);
    this.seen(mark.data.offset, Date.parse(mark.data.at));
  }

  private seen(offset: number, at: number): void {
    this.lastOffset = Math.max(this.lastOffset, offset);
    this.lastAt = Math.max(this.lastAt, at);
  }

  private get lastPointOffset(): number {
    return this.offsets[this.count - 1] ?? 0;
  }

  private get lastPointTime(): number {
    return this.times[this.count - 1] ?? 0;
  }

  private grow(): void {
    const [offsets, times] = [this.offsets, this.times];
    this.offsets = new Float64Array(offsets.length * 2);
    this.times = new Float64Array(times.length * 2);
    this.offsets.set(offsets);
    this.times.set(times);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function asHead(value: object): SegmentHead | null {
  const { number, from, startedAt, previous } = value as Partial<Record<keyof SegmentHead, unknown>>;
  const hash = previous === null || (typeof previous === "string" && /^[0-9a-f]{64}$/.test(previous));
  if (!isCount(number) || !isCount(from) || !isCount(startedAt) || !hash) return null;
  return { number, from, startedAt, previous: previous as string | null };
}
