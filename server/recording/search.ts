import { availableParallelism } from "node:os";
import type { SearchStop } from "@/lib/contracts/recording";
import { plainText } from "./plain-text";
import { checkGzip, checkPattern, type RipgrepPattern, type RipgrepRun, startRipgrep } from "./ripgrep";
import { type FoundLine, readRipgrep } from "./ripgrep-output";
import { sizeOf } from "./segment-content";
import { compressedPath, segmentPath } from "./segment-paths";

/** A segment to look through, in whatever form its files are. */
export interface SearchSegment {
  readonly hostId: string;
  readonly number: number;
  readonly folder: string;
  /** Offsets of its first byte and after its last one. */
  readonly from: number;
  readonly until: number;
  /** It is known that no line of it matches. */
  readonly ruledOut: boolean;
  /** When the byte at an offset came: milliseconds since 1970. */
  readonly timeOf: (offset: number) => Promise<number>;
}

export interface SearchOptions extends RipgrepPattern {
  /** Newest first. */
  readonly segments: readonly SearchSegment[];
  /** Only lines that came in this time. */
  readonly from?: Date;
  readonly until?: Date;
  /** Lines before and after; 3 without. */
  readonly context?: number;
  readonly limit: number;
  readonly maxMs: number;
  readonly signal: AbortSignal;
}

export type SearchFound =
  | {
      readonly kind: "match";
      readonly hostId: string;
      /** Of the line's first byte. */
      readonly offset: number;
      readonly at: Date;
      readonly line: string;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly kind: "end";
      readonly matches: number;
      /** Those of segments that are ruled out included: what they hold is known. */
      readonly searchedBytes: number;
      readonly stopped: SearchStop | null;
    };

/** So few files that the newest are answered at once, so many that starting a process does not count. */
const BATCH = 16;
/** Processes at a time, some 20 MiB each with gzip beside it: what no index rules out is inflated as fast as there are cores. */
const PROCESSES = Math.min(8, Math.max(2, availableParallelism()));

interface Batch {
  readonly segments: readonly SearchSegment[];
  readonly byPath: ReadonlyMap<string, SearchSegment>;
  readonly run: RipgrepRun;
}

/**
 * Lines that match, newest segment first and within a segment newest first, then an `end`. Expressions are ripgrep's: of linear time, on the
 * bytes of one line as the host sent them; a control sequence between two characters of a pattern keeps it from matching, and lines beside
 * a match end with its segment. Throws SearchPatternError, SearchUnavailableError. Ends early without an `end` when the signal says so.
 */
export async function* searchSegments(options: SearchOptions): AsyncGenerator<SearchFound> {
  const { limit, maxMs, signal } = options;
  const segments = options.segments.filter(({ ruledOut }) => !ruledOut);
  const time = AbortSignal.timeout(maxMs);
  const stop = AbortSignal.any([signal, time]);
  await Promise.all([checkGzip(), checkPattern(options, stop)]);
  const running: Promise<Batch>[] = [];
  let searchedBytes = bytesIn(options.segments) - bytesIn(segments);
  let [next, matches, unreadable] = [0, 0, 0];
  const startMore = () => {
    while (running.length < PROCESSES && next < segments.length) {
      running.push(startBatch(options, segments.slice(next, next + BATCH), stop));
      next += BATCH;
    }
  };
  try {
    startMore();
    for (let first = running[0]; first !== undefined && matches < limit; first = running[0]) {
      const batch = await first;
      for await (const match of matchesOf(batch, options, limit - matches, stop)) {
        yield match;
        matches += 1;
        if (matches === limit) break;
      }
      if (stop.aborted || matches === limit) break;
      const { errors } = await batch.run.ended;
      const failed = batch.segments.filter((segment) => isNamedIn(errors, segment));
      unreadable += failed.length;
      searchedBytes += bytesIn(batch.segments);
      running.shift();
      startMore();
    }
  } finally {
    for (const batch of running) void batch.then(({ run }) => run.kill());
  }
  if (signal.aborted) return;
  yield { kind: "end", matches, searchedBytes, stopped: whyStopped(time, matches, limit, unreadable) };
}

const bytesIn = (segments: readonly SearchSegment[]) =>
  segments.reduce((sum, { from, until }) => sum + until - from, 0);

function whyStopped(
  time: AbortSignal,
  matches: number,
  limit: number,
  unreadable: number,
): SearchStop | null {
  if (matches >= limit) return { code: "limit" };
  if (time.aborted) return { code: "time" };
  return unreadable > 0 ? { code: "unreadable", files: unreadable } : null;
}

async function startBatch(
  options: SearchOptions,
  segments: readonly SearchSegment[],
  signal: AbortSignal,
): Promise<Batch> {
  const byPath = new Map<string, SearchSegment>();
  for (const segment of segments) {
    const plain = segmentPath(segment.folder, segment.number, "log");
    byPath.set((await sizeOf(plain)) === null ? compressedPath(plain) : plain, segment);
  }
  return { segments, byPath, run: startRipgrep(options, options.context ?? 3, [...byPath.keys()], signal) };
}

/** A file compressed just before ripgrep came to it counts as read no less than one that is damaged. */
function isNamedIn(errors: string, { folder, number }: SearchSegment): boolean {
  return errors.includes(segmentPath(folder, number, "log"));
}

async function* matchesOf(
  { byPath, run }: Batch,
  { context = 3, from, until }: SearchOptions,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<Extract<SearchFound, { kind: "match" }>> {
  for await (const { path, lines } of readRipgrep(
    untilAborted(run.output, signal),
    limit * (2 * context + 1),
  )) {
    const segment = byPath.get(path);
    if (segment === undefined) continue;
    for (let i = lines.length - 1; i >= 0; i--) {
      const line = lines[i];
      if (line?.isMatch !== true) continue;
      const offset = segment.from + line.position;
      const at = new Date(await segment.timeOf(offset));
      if ((from && at < from) || (until && at > until)) continue;
      yield {
        kind: "match",
        hostId: segment.hostId,
        offset,
        at,
        line: plainText(line.bytes),
        before: beside(lines, i, -1, context).reverse(),
        after: beside(lines, i, 1, context),
      };
    }
  }
}

/** Up to `count` lines that follow on each other, away from the one at `index`. */
function beside(lines: readonly FoundLine[], index: number, step: 1 | -1, count: number): string[] {
  const found: string[] = [];
  const number = lines[index]?.number ?? 0;
  for (let i = 1; i <= count; i++) {
    const line = lines[index + i * step];
    if (line?.number !== number + i * step) break;
    found.push(plainText(line.bytes));
  }
  return found;
}

/** A process that is killed ends its output in the middle, or with an error: either way it is the end. */
async function* untilAborted(output: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const piece of output) {
      if (signal.aborted) return;
      yield piece;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
