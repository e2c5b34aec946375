import type { OutputPage } from "./output-page";

/** A pause of the host lasts at most so long in the film when silence is skipped. */
export const LONGEST_PAUSE_MS = 1000;
/** Pages kept, for going back without asking again. */
const MOST_PAGES = 4;
/** Given out at once at the most: a fast film may lag, the page around it must not. */
const MOST_BYTES = 64 * 1024;

/** Bytes that came at one moment. */
interface Frame {
  readonly at: number;
  readonly from: number;
  readonly until: number;
}

/**
 * A recording as a film: says which bytes are to be written after so much time has passed. It knows no clock and loads nothing;
 * pages are put in as they come, in order.
 */
export class ReplayTape {
  skipSilence = true;
  private pages: OutputPage[] = [];
  private frames: Frame[] = [];
  /** The next frame, and how much of the pause before it has passed. */
  private next = 0;
  private waited = 0;
  private playedUntil: number;

  /** Begins at `start`; nothing at or behind `end` is played. */
  constructor(
    start: number,
    readonly end: number,
  ) {
    this.playedUntil = start;
  }

  /** Offset behind the last byte given out. */
  get offset(): number {
    return this.playedUntil;
  }

  /** Offset behind the last byte put in; null before the first. */
  get loadedUntil(): number | null {
    return this.pages.at(-1)?.until ?? null;
  }

  get ended(): boolean {
    return this.playedUntil >= this.end;
  }

  /** Milliseconds since 1970 that the film shows; in a pause it runs on towards the next output. Null when nothing is known. */
  get now(): number | null {
    const last = this.frames[this.next - 1];
    const next = this.frames[this.next];
    if (!last) return next?.at ?? null;
    if (!next) return last.at;
    const pause = this.pauseBefore(this.next);
    const share = pause === 0 ? 1 : this.waited / pause;
    return last.at + Math.max(0, next.at - last.at) * share;
  }

  /** Bytes put in and not given out yet. */
  get bytesAhead(): number {
    return Math.max(0, (this.loadedUntil ?? this.playedUntil) - this.playedUntil);
  }

  /** Goes on from the page before. An empty one, or one that is here already, changes nothing. */
  add(page: OutputPage): void {
    const { loadedUntil } = this;
    if (page.bytes.length === 0 || (loadedUntil !== null && page.from < loadedUntil)) return;
    this.pages.push(page);
    if (this.pages.length > MOST_PAGES) this.pages.shift();
    this.cut();
  }

  /** Lets `milliseconds` of film pass and gives the bytes that came in them. */
  advance(milliseconds: number): readonly Uint8Array[] {
    const given: Uint8Array[] = [];
    let left = milliseconds;
    let bytes = 0;
    for (let frame = this.frames[this.next]; frame && !this.ended; frame = this.frames[this.next]) {
      const remaining = this.pauseBefore(this.next) - this.waited;
      if (left < remaining) {
        this.waited += left;
        break;
      }
      left -= Math.max(0, remaining);
      this.waited = 0;
      this.next += 1;
      given.push(...this.bytesOf(frame.from, frame.until));
      this.playedUntil = frame.until;
      bytes += frame.until - frame.from;
      if (bytes >= MOST_BYTES) break;
    }
    return given;
  }

  /**
   * Goes to `offset` without playing and gives what is to be on the screen before it; null when that is not here and the tape has
   * to be begun anew.
   */
  seek(offset: number): readonly Uint8Array[] | null {
    const [first] = this.pages;
    if (!first || offset < first.from || offset > (this.loadedUntil ?? 0)) return null;
    this.playedUntil = Math.min(offset, this.end);
    this.cut();
    return this.bytesOf(first.from, this.playedUntil);
  }

  /** The offset so much film on, or back when negative, as far as the pages reach. */
  offsetAfter(milliseconds: number): number {
    let left = Math.abs(milliseconds);
    if (milliseconds >= 0) {
      let index = this.next;
      while (index < this.frames.length - 1 && left > this.pauseBefore(index)) {
        left -= this.pauseBefore(index);
        index += 1;
      }
      return this.frames[index]?.until ?? this.playedUntil;
    }
    const all = framesOf(this.pages, this.pages[0]?.from ?? this.playedUntil, this.playedUntil);
    let index = all.length - 1;
    while (index > 0 && left > 0) {
      left -= pauseBetween(all[index - 1], all[index], this.skipSilence);
      index -= 1;
    }
    return all[index]?.from ?? this.playedUntil;
  }

  /** Frames of what is not played yet; the one played last is kept for the pause after it. */
  private cut(): void {
    const all = framesOf(this.pages, this.pages[0]?.from ?? 0, this.end);
    const index = all.findIndex(({ until }) => until > this.playedUntil);
    const next = index < 0 ? all.length : index;
    const kept = this.frames[this.next];
    this.frames = all.slice(Math.max(0, next - 1));
    this.next = next === 0 ? 0 : 1;
    const first = this.frames[this.next];
    if (first && first.from < this.playedUntil) {
      this.frames[this.next] = { ...first, from: this.playedUntil };
      this.frames.splice(this.next, 0, { ...first, until: this.playedUntil });
      this.next += 1;
    }
    if (kept?.from !== this.frames[this.next]?.from) this.waited = 0;
  }

  private pauseBefore(index: number): number {
    return pauseBetween(this.frames[index - 1], this.frames[index], this.skipSilence);
  }

  private bytesOf(from: number, until: number): Uint8Array[] {
    return this.pages
      .filter((page) => page.until > from && page.from < until)
      .map((page) => page.bytes.subarray(Math.max(0, from - page.from), until - page.from));
  }
}

/** A clock that was set back makes no pause. */
function pauseBetween(before: Frame | undefined, after: Frame | undefined, skipSilence: boolean): number {
  if (!before || !after) return 0;
  const pause = Math.max(0, after.at - before.at);
  return skipSilence ? Math.min(pause, LONGEST_PAUSE_MS) : pause;
}

function framesOf(pages: readonly OutputPage[], from: number, end: number): Frame[] {
  const frames: Frame[] = [];
  for (const page of pages) {
    const { times } = page;
    const firstAt = times[0]?.[1] ?? frames.at(-1)?.at ?? 0;
    const starts =
      (times[0]?.[0] ?? page.until) > page.from ? [[page.from, firstAt] as const, ...times] : times;
    starts.forEach(([start, at], index) => {
      const begin = Math.max(start, page.from, from);
      const until = Math.min(starts[index + 1]?.[0] ?? page.until, page.until, end);
      if (until > begin) frames.push({ at, from: begin, until });
    });
  }
  return frames;
}
