import type { ConsolePolicy } from "@/lib/contracts/recording";
import type { ConsoleSegmentRow } from "@/server/database/console-segment-store";
import type { DiskRoom } from "./disk-room";
import type { OutputBatch } from "./output-batch";
import type { RecordingFiles } from "./recording-files";
import { segmentHash } from "./segment-chain";
import type { SegmentCompressor } from "./segment-compressor";
import { storedBytesOf } from "./segment-content";
import { endLine } from "./segment-index";
import type { SegmentReader } from "./segment-reader";
import type { SegmentRows } from "./segment-rows";
import { removeSegment, type ScannedSegments, type UnclosedSegment } from "./segment-scan";
import type { SegmentTrigrams } from "./segment-trigrams";
import { SegmentWriter } from "./segment-writer";

const MAX_SEGMENT_BYTES = 8 * 1024 * 1024;
const MAX_SEGMENT_MS = 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const MEBIBYTE = 1024 * 1024;

export interface SegmentListOptions {
  readonly hostId: string;
  readonly folder: string;
  readonly files: RecordingFiles;
  readonly room: DiskRoom;
  readonly reader: SegmentReader;
  readonly rows: SegmentRows;
  readonly compressor: SegmentCompressor;
  readonly trigrams: SegmentTrigrams;
  readonly date: () => Date;
  /** A segment takes less of the disk now. */
  readonly onCompressed: () => void;
  readonly onError: (error: unknown) => void;
}

/** One host's segments: the newest is written to, the others are closed for good, until they are old. Callers take turns. */
export class SegmentList {
  private closed: ConsoleSegmentRow[];
  private open: { row: ConsoleSegmentRow; readonly previous: string | null } | null = null;
  /** Of the open one; null when nothing was written to it in this run. */
  private writer: SegmentWriter | null = null;
  private resumable: UnclosedSegment | null = null;
  private nextNumber: number;
  private previous: string | null;
  private after: number;

  constructor(
    private readonly options: SegmentListOptions,
    scanned: ScannedSegments,
    /** Numbers of closed ones with which the last run did not come to an end. */
    unfinished: Iterable<number>,
  ) {
    this.closed = [...scanned.closed];
    this.nextNumber = scanned.nextNumber;
    this.after = scanned.end;
    this.previous = scanned.closed.at(-1)?.hash ?? null;
    this.resumable = scanned.unclosed;
    if (scanned.unclosed) this.open = scanned.unclosed;
    for (const row of scanned.changed) options.rows.put(row);
    for (const number of unfinished) this.compress(number);
  }

  /** Oldest first; `until` of the last one counts what is written. */
  get rows(): readonly ConsoleSegmentRow[] {
    return this.open === null ? this.closed : [...this.closed, this.open.row];
  }

  /** Offset after the last byte written, or known to be lost. */
  get end(): number {
    return this.after;
  }

  get isFull(): boolean {
    const { writer } = this;
    if (writer === null) return false;
    return writer.logBytes >= MAX_SEGMENT_BYTES || writer.idxBytes >= MAX_SEGMENT_BYTES;
  }

  get folder(): string {
    return this.options.folder;
  }

  get reader(): SegmentReader {
    return this.options.reader;
  }

  /**
   * Appends, to a new segment when the batch does not follow on what is written. Rejects when the disk cannot take it: then nothing of
   * it is kept, and the segment is closed. `onWritten` is called in the moment in which `rows` count it.
   */
  async write(batch: OutputBatch, marksBefore: string, onWritten: () => void): Promise<void> {
    const bytes = batch.bytes();
    const lines = marksBefore + batch.indexLines();
    try {
      await this.options.room.take(bytes.length + lines.length);
      if (this.open !== null && batch.from !== this.open.row.until) await this.seal();
      this.writer ??= await this.openWriter(batch.from, batch.firstAt);
      await this.writer.write(bytes, lines);
    } catch (error) {
      this.writer = null;
      await this.seal();
      throw error;
    }
    this.after = batch.until;
    onWritten();
    if (this.open === null) return;
    const { logBytes, idxBytes } = this.writer;
    this.open.row = {
      ...this.open.row,
      until: batch.until,
      lastAt: new Date(Math.max(this.open.row.lastAt.getTime(), batch.lastAt)),
      storedBytes: logBytes + idxBytes,
    };
    this.options.rows.putSometimes(this.open.row);
  }

  /** Closes the segment that is written to, for good. */
  async seal(): Promise<void> {
    const { open, writer } = this;
    if (open === null) return;
    const { folder, rows, reader, onError } = this.options;
    const { number, lastAt, until } = open.row;
    await writer?.finish(endLine(until, lastAt.getTime())).catch(onError);
    this.writer = null;
    this.resumable = null;
    reader.forget(folder, number);
    const failed = (error: unknown) => {
      onError(error);
      return null;
    };
    const hash = await segmentHash(folder, number, open.previous).catch(failed);
    const storedBytes = (await storedBytesOf(folder, number).catch(failed)) ?? open.row.storedBytes;
    const row = { ...open.row, closedAt: this.options.date(), storedBytes, hash };
    this.closed.push(row);
    this.open = null;
    this.previous = hash;
    rows.put(row);
    this.compress(number);
  }

  /** Closes a segment of yesterday, and removes what is older or more than the policy keeps; nothing without a policy. */
  async tidy(policy: ConsolePolicy | null): Promise<void> {
    const now = this.options.date().getTime();
    const { open } = this;
    const isOld = open !== null && now - open.row.startedAt.getTime() >= MAX_SEGMENT_MS;
    if (isOld && open.row.until > open.row.from) await this.seal();
    if (policy === null) return;
    let stored = this.rows.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
    for (const row of [...this.closed]) {
      const isExpired = row.lastAt.getTime() < now - policy.keepDays * DAY_MS;
      if (!isExpired && stored <= policy.keepMebibytes * MEBIBYTE) break;
      await this.remove(row);
      stored -= row.storedBytes;
    }
  }

  /** Writes a last line that says that nothing is missing, and lets go of the files; the segment goes on in the next run. */
  async release(): Promise<void> {
    const { open, writer } = this;
    this.writer = null;
    if (open !== null && writer !== null) {
      await writer.finish(endLine(open.row.until, open.row.lastAt.getTime())).catch(this.options.onError);
      this.options.rows.put({ ...open.row, storedBytes: writer.logBytes + writer.idxBytes });
    }
    await this.options.rows.settled();
  }

  private async openWriter(from: number, at: number): Promise<SegmentWriter> {
    const { files, folder, hostId } = this.options;
    if (this.open !== null && this.resumable !== null) {
      const { row, logBytes, idxBytes } = this.resumable;
      const writer = await SegmentWriter.resume(files, folder, row.number, logBytes, idxBytes);
      this.options.reader.forget(folder, row.number);
      this.resumable = null;
      return writer;
    }
    const startedAt = new Date(at);
    const { nextNumber: number, previous } = this;
    const head = { number, from, startedAt: at, previous };
    const writer = await SegmentWriter.create(files, folder, head);
    this.nextNumber += 1;
    const row: ConsoleSegmentRow = {
      hostId,
      number,
      from,
      until: from,
      startedAt,
      lastAt: startedAt,
      closedAt: null,
      storedBytes: writer.idxBytes,
      hash: null,
    };
    this.open = { row, previous };
    this.options.rows.put(row);
    return writer;
  }

  /** The last one leaves an empty one behind: offsets and numbers are never used again. */
  private async remove(row: ConsoleSegmentRow): Promise<void> {
    const { folder, compressor, reader, rows } = this.options;
    if (this.closed.length === 1 && this.open === null) {
      this.writer = await this.openWriter(this.after, row.lastAt.getTime());
    }
    this.closed = this.closed.filter(({ number }) => number !== row.number);
    await compressor.cancel(folder, row.number);
    // The row first: one without files shows that somebody else removed them.
    await rows.remove(row.number);
    await removeSegment(folder, row.number);
    reader.forget(folder, row.number);
  }

  /** And notes what is in it, for searches. */
  private compress(number: number): void {
    const { hostId, folder, compressor, trigrams, rows, onCompressed } = this.options;
    compressor.add(folder, number, async () => {
      const storedBytes = await storedBytesOf(folder, number);
      const index = this.closed.findIndex((row) => row.number === number);
      const row = this.closed[index];
      if (row === undefined) return;
      this.closed[index] = { ...row, storedBytes };
      rows.put({ ...row, storedBytes });
      onCompressed();
      await rows.settled();
      await trigrams.note({ hostId, number }, folder);
    });
  }
}
