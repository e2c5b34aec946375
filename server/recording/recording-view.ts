import type { ConsoleMark } from "@/lib/contracts/recording";
import { STRETCH_BYTES } from "@/lib/contracts/recording";
import type { ConsoleSegmentRow } from "@/server/database/console-segment-store";
import type { OutputBatch } from "./output-batch";
import type { Stretch } from "./recording";
import type { SegmentReader } from "./segment-reader";

/** What there is of a recording at this moment, on the disk and not yet. */
export interface RecordingContents {
  readonly folder: string;
  readonly start: number;
  readonly end: number;
  /** Oldest first; the last one may still grow. `until` counts what is written. */
  readonly segments: readonly ConsoleSegmentRow[];
  readonly batches: readonly OutputBatch[];
  /** Marks that wait for the disk to have room again. */
  readonly waitingMarks: readonly ConsoleMark[];
}

interface Piece {
  readonly from: number;
  readonly bytes: Buffer;
  readonly times: [number, number][];
  /** Of bytes that should be there and are not. */
  readonly damage: ConsoleMark | null;
}

/** Reading of one host's recording: all of it counts as one run of bytes with holes. */
export class RecordingView {
  constructor(
    private readonly contents: () => RecordingContents,
    private readonly reader: SegmentReader,
  ) {}

  async read(offset: number, maxBytes: number): Promise<Stretch> {
    const { start, end } = this.contents();
    const wanted = Math.min(Math.max(offset, start), end);
    const first = await this.piece(wanted, maxBytes);
    const pieces = [first];
    let until = first.from + first.bytes.length;
    while (until - first.from < maxBytes && until < this.contents().end) {
      const next = await this.piece(until, maxBytes - (until - first.from));
      if (next.from !== until || next.bytes.length === 0) break;
      pieces.push(next);
      until += next.bytes.length;
    }
    const isLast = until === this.contents().end;
    const marks = await this.marks(wanted, isLast ? until + 1 : until, Number.POSITIVE_INFINITY);
    const damage = pieces.flatMap((piece) => piece.damage ?? []);
    return {
      from: first.from,
      bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)),
      times: pieces.flatMap(({ times }) => times),
      marks: [...damage, ...marks].sort((a, b) => a.offset - b.offset),
    };
  }

  async readBefore(offset: number, maxBytes: number): Promise<Stretch> {
    let run = this.runBefore(offset, maxBytes);
    while (run !== null) {
      const from = Math.max(run.from, run.until - maxBytes);
      const stretch = clipped(await this.read(from, run.until - from), run.until);
      if (stretch.bytes.length > 0) return stretch;
      // Damaged from there to its end.
      run = this.runBefore(run.from, maxBytes);
    }
    return { from: this.contents().start, bytes: Buffer.alloc(0), times: [], marks: [] };
  }

  /** Segments and batches without a hole between them, the last one that begins before `offset` and as many before it as hold `bytes`. */
  private runBefore(offset: number, bytes: number): { readonly from: number; readonly until: number } | null {
    const { segments, batches } = this.contents();
    const parts = [...segments, ...batches].filter(({ from, until }) => from < until && from < offset);
    const last = parts.pop();
    if (last === undefined) return null;
    const until = Math.min(last.until, offset);
    let { from } = last;
    for (let part = parts.pop(); part?.until === from && from > until - bytes; part = parts.pop())
      from = part.from;
    return { from, until };
  }

  async locate(at: Date): Promise<number> {
    const { folder, segments, batches, end } = this.contents();
    const moment = at.getTime();
    for (const { number, lastAt, until } of segments) {
      if (lastAt.getTime() < moment) continue;
      const index = await this.reader.index(folder, number).catch(unreadable);
      const found = index?.firstSince(moment) ?? null;
      if (found !== null && found < until) return found;
    }
    const points = batches.flatMap((batch) => batch.points);
    return points.find(([, pointAt]) => pointAt >= moment)?.[0] ?? end;
  }

  async marks(
    from: number,
    until: number,
    limit: number,
    which: "oldest" | "newest" = "oldest",
  ): Promise<readonly ConsoleMark[]> {
    const { folder, segments, batches, waitingMarks } = this.contents();
    const isIn = ({ offset }: ConsoleMark) => offset >= from && offset < until;
    // Taken first: what is written meanwhile is then seen twice rather than not at all.
    const unwritten = [...waitingMarks, ...batches.flatMap((batch) => batch.marks)].filter(isIn);
    // Marks of the hole before a segment are in its index.
    const near = segments.filter(
      (segment, i) => segment.until >= from && (segments[i - 1]?.until ?? 0) < until,
    );
    let found: ConsoleMark[] = [];
    for (const { number } of which === "oldest" ? near : near.reverse()) {
      if (found.length >= limit) break;
      const index = await this.reader.index(folder, number).catch(unreadable);
      const here = (index?.marks ?? []).filter(isIn);
      found = which === "oldest" ? [...found, ...here] : [...here, ...found];
    }
    const written = new Set(found.map((mark) => JSON.stringify(mark)));
    found.push(...unwritten.filter((mark) => !written.has(JSON.stringify(mark))));
    return which === "oldest" ? found.slice(0, limit) : found.slice(Math.max(0, found.length - limit));
  }

  async *stretches(from: number, until: number): AsyncGenerator<Stretch> {
    const { start, end } = this.contents();
    const last = Math.min(until, end);
    let at = Math.max(from, start);
    while (at < last) {
      const stretch = await this.read(at, Math.min(STRETCH_BYTES, last - at));
      const cut = clipped(stretch, last);
      yield cut;
      at = cut.from + cut.bytes.length;
      if (stretch.from >= last || (cut.bytes.length === 0 && stretch.from <= at)) return;
    }
  }

  /** The bytes at `offset`, or where there are none, the next ones. */
  private async piece(offset: number, maxBytes: number): Promise<Piece> {
    const { folder, segments, batches, end } = this.contents();
    const segment = segments.find(({ until }) => until > offset);
    if (segment === undefined) {
      const batch = batches.find(({ until, byteLength }) => byteLength > 0 && until > offset);
      if (batch === undefined) return { from: end, bytes: Buffer.alloc(0), times: [], damage: null };
      const from = Math.max(offset, batch.from);
      const bytes = batch.read(from, maxBytes);
      return { from, bytes, times: batch.timesIn(from, from + bytes.length), damage: null };
    }
    const from = Math.max(offset, segment.from);
    const length = Math.min(maxBytes, segment.until - from);
    try {
      const bytes = await this.reader.bytes(folder, segment.number, from - segment.from, length);
      if (bytes.length === 0) throw new RangeError("A segment is shorter than it was");
      const index = await this.reader.index(folder, segment.number);
      return { from, bytes, times: index.timesIn(from, from + bytes.length), damage: null };
    } catch (error) {
      unreadable(error);
      return this.afterDamage(from, segment, maxBytes);
    }
  }

  /** A segment that was removed meanwhile, by us or behind our back, or that is damaged: the reader goes on behind it. */
  private async afterDamage(from: number, segment: ConsoleSegmentRow, maxBytes: number): Promise<Piece> {
    const next = await this.piece(segment.until, maxBytes);
    const damage: ConsoleMark = {
      offset: from,
      at: segment.lastAt.toISOString(),
      kind: "gap",
      text: "This part of the recording is missing or damaged",
      bytes: next.from - from,
    };
    return { ...next, damage };
  }
}

/** Damaged or missing files are told as such; anything else is our own mistake. */
function unreadable(error: unknown): null {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof RangeError || code === "ENOENT" || code === "EIO" || code.startsWith("Z_"))
    return null;
  throw error;
}

function clipped(stretch: Stretch, until: number): Stretch {
  const { from, bytes, times, marks } = stretch;
  if (from + bytes.length <= until) return stretch;
  return {
    from: Math.min(from, until),
    bytes: bytes.subarray(0, Math.max(0, until - from)),
    times: times.filter(([offset]) => offset < until),
    marks: marks.filter(({ offset }) => offset < until),
  };
}
