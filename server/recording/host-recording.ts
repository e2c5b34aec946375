import type { ConsoleMark, ConsolePolicy, RecordingInfo } from "@/lib/contracts/recording";
import type { ConsoleSegmentRow } from "@/server/database/console-segment-store";
import { OutputBatch } from "./output-batch";
import type { HostRecording, NewMark, Stretch } from "./recording";
import type { RecordingClock } from "./recording-clock";
import { type RecordingContents, RecordingView } from "./recording-view";
import { markLine } from "./segment-index";
import type { SegmentList } from "./segment-list";

/** Together with the write itself well below the second that kill -9 may cost. */
const WRITE_WITHIN_MS = 500;
/** Output that waits for a disk that does not answer. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;
const MAX_WAITING_MARKS = 200;
const RETRY_MS = 30_000;

export interface HostRecordingOptions {
  readonly list: SegmentList;
  /** Null while it is not known: then nothing is removed. */
  readonly policy: () => ConsolePolicy | null;
  readonly clock: RecordingClock;
  /** Wall clock. */
  readonly date: () => Date;
  /** Recording stopped, and why; null when it goes on. */
  readonly onAlarm: (alarm: string | null) => void;
  readonly onError: (error: unknown) => void;
  readonly onClosed: () => void;
}

/** Bytes that could not be written: from here to where recording goes on. */
interface Hole {
  readonly from: number;
  readonly alarm: string;
  /** Of the stop, and of what happened since; told when the disk takes them. */
  readonly marks: ConsoleMark[];
}

/** A recording in files: buffers what comes, writes it a few times a second, and counts what cannot be written. */
export class FileHostRecording implements HostRecording {
  private readonly view: RecordingView;
  private next: number;
  private lastAt: number;
  private waiting: OutputBatch;
  private writing: OutputBatch | null = null;
  private hole: Hole | null = null;
  /** What comes is counted, not kept. */
  private dropping = false;
  private work: Promise<void> = Promise.resolve();
  private timer: { readonly timer: unknown } | null = null;
  private closing: Promise<void> | null = null;

  constructor(private readonly options: HostRecordingOptions) {
    const { list } = options;
    this.next = list.end;
    this.waiting = new OutputBatch(list.end);
    this.lastAt = list.rows.at(-1)?.lastAt.getTime() ?? 0;
    this.view = new RecordingView(() => this.contents(), list.reader);
  }

  get start(): number {
    return this.options.list.rows[0]?.from ?? this.writing?.from ?? this.waiting.from;
  }

  get end(): number {
    return this.next;
  }

  get info(): RecordingInfo {
    const { rows } = this.options.list;
    const firstAt = rows[0]?.startedAt ?? null;
    return {
      from: this.start,
      until: this.end,
      firstAt: firstAt?.toISOString() ?? null,
      lastAt: this.lastAt === 0 ? null : new Date(this.lastAt).toISOString(),
      storedBytes: rows.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
      recording: this.hole === null && this.closing === null && (this.options.policy()?.record ?? false),
      alarm: this.hole?.alarm ?? null,
    };
  }

  /** Oldest first; the last one may still grow. */
  get segments(): readonly ConsoleSegmentRow[] {
    return this.options.list.rows;
  }

  append(bytes: Buffer): void {
    if (bytes.length === 0 || this.closing !== null) return;
    const at = this.moment();
    this.next += bytes.length;
    if (this.dropping) return;
    this.waiting.append(bytes, at);
    if (this.waiting.byteLength > MAX_WAITING_BYTES) this.drop(this.waiting, "The disk is too slow");
    else this.writeSoon(WRITE_WITHIN_MS);
  }

  mark({ kind, text, bytes }: NewMark): void {
    if (this.closing !== null) return;
    const mark = this.newMark(this.next, kind, text, bytes);
    if (this.dropping && this.hole !== null) {
      if (this.hole.marks.length < MAX_WAITING_MARKS) this.hole.marks.push(mark);
      return;
    }
    this.waiting.marks.push(mark);
    this.writeSoon(WRITE_WITHIN_MS);
  }

  read(offset: number, maxBytes: number): Promise<Stretch> {
    return this.view.read(offset, maxBytes);
  }

  readBefore(offset: number, maxBytes: number): Promise<Stretch> {
    return this.view.readBefore(offset, maxBytes);
  }

  locate(at: Date): Promise<number> {
    return this.view.locate(at);
  }

  marks(
    from: number,
    until: number,
    limit: number,
    which?: "oldest" | "newest",
  ): Promise<readonly ConsoleMark[]> {
    return this.view.marks(from, until, limit, which);
  }

  stretches(from: number, until: number): AsyncIterable<Stretch> {
    return this.view.stretches(from, until);
  }

  get isClosing(): boolean {
    return this.closing !== null;
  }

  /** Closes what is a day old and removes what the policy keeps no longer. */
  tidy(): Promise<void> {
    return this.inTurn(async () => {
      // Whoever opened it next has a list of its own.
      if (!this.isClosing) await this.options.list.tidy(this.options.policy());
    });
  }

  /** When all that was to be written by now is written, or could not be. */
  settled(): Promise<void> {
    return this.work;
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.clearTimer();
    this.tryAgain();
    await this.inTurn(() => this.write());
    this.clearTimer();
    await this.inTurn(() => this.options.list.release());
    this.options.onClosed();
  }

  private contents(): RecordingContents {
    const { list } = this.options;
    return {
      folder: list.folder,
      start: this.start,
      end: this.next,
      segments: list.rows,
      batches: this.writing === null ? [this.waiting] : [this.writing, this.waiting],
      waitingMarks: this.hole?.marks ?? [],
    };
  }

  /** Never before the last one: times in an index ascend, whatever the wall clock does. */
  private moment(): number {
    this.lastAt = Math.max(this.lastAt, this.options.date().getTime());
    return this.lastAt;
  }

  private newMark(
    offset: number,
    kind: ConsoleMark["kind"],
    text: string,
    bytes: number | null,
  ): ConsoleMark {
    return { offset, at: new Date(this.moment()).toISOString(), kind, text: text.slice(0, 500), bytes };
  }

  private writeSoon(delayMs: number): void {
    this.timer ??= this.options.clock.setTimeout(() => {
      this.timer = null;
      this.tryAgain();
      void this.inTurn(() => this.write());
    }, delayMs);
  }

  private clearTimer(): void {
    if (this.timer !== null) this.options.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  /** From here on what comes is kept again, as far as the disk takes it. */
  private tryAgain(): void {
    if (!this.dropping) return;
    this.dropping = false;
    this.waiting = new OutputBatch(this.next);
  }

  private async write(): Promise<void> {
    const { list } = this.options;
    const { hole, waiting: batch } = this;
    if (this.dropping || (batch.isEmpty && hole === null)) return;
    if (hole !== null) {
      const missing = batch.from - hole.from;
      batch.marks.unshift(this.newMark(batch.from, "recording-resumed", "Recording goes on", missing));
    }
    this.waiting = new OutputBatch(batch.until);
    this.writing = batch;
    try {
      await list.write(batch, (hole?.marks ?? []).map(markLine).join(""), () => {
        this.writing = null;
      });
    } catch (error) {
      if (hole === null) this.options.onError(error);
      this.writing = null;
      this.drop(batch, alarmOf(error));
      return;
    }
    if (hole !== null) this.afterHole(hole, batch.until);
    if (list.isFull) await list.seal();
  }

  /** The hole and its marks are on the disk; another one may have begun while they were written. */
  private afterHole(hole: Hole, until: number): void {
    const marks = this.hole?.marks.slice(hole.marks.length) ?? [];
    this.hole = this.hole === hole || this.hole === null ? null : { ...this.hole, from: until, marks };
    if (this.hole === null) this.options.onAlarm(null);
  }

  /** Recording stops at this batch until the disk is tried again. */
  private drop(batch: OutputBatch, alarm: string): void {
    const before = this.hole?.alarm;
    const stopped = () =>
      this.newMark(batch.from, "recording-stopped", `${alarm}: nothing is recorded`, null);
    const earlier = this.hole?.marks ?? [stopped()];
    const later = [...new Set([batch, this.waiting])]
      .flatMap(({ marks }) => marks)
      .filter(({ kind }) => kind !== "recording-resumed");
    this.hole = {
      from: Math.min(this.hole?.from ?? batch.from, batch.from),
      alarm,
      marks: [...earlier, ...later].slice(0, MAX_WAITING_MARKS),
    };
    this.dropping = true;
    this.waiting = new OutputBatch(this.next);
    if (alarm !== before) this.options.onAlarm(alarm);
    this.clearTimer();
    this.writeSoon(RETRY_MS);
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    this.work = this.work.then(task).catch(this.options.onError);
    return this.work;
  }
}

function alarmOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOSPC" || code === "EDQUOT" || (error as Error).name === "DiskFullError") {
    return "The disk is full";
  }
  if (code === "EROFS" || code === "EACCES" || code === "EPERM")
    return "The data folder cannot be written to";
  return "The disk does not take what is written";
}
