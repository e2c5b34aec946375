import { mkdir, rm } from "node:fs/promises";
import type { ConsolePolicy } from "@/lib/contracts/recording";
import type {
  ConsoleSegmentRow,
  ConsoleSegmentStore,
  SegmentFilter,
} from "@/server/database/console-segment-store";
import type { SegmentTrigramStore } from "@/server/database/segment-trigram-store";
import { DiskRoom } from "./disk-room";
import { FileHostRecording } from "./host-recording";
import type { RecordingArchive, Verification } from "./recording";
import type { RecordingClock } from "./recording-clock";
import { diskFiles, type RecordingFiles } from "./recording-files";
import type { RipgrepPattern } from "./ripgrep";
import type { SearchSegment } from "./search";
import { SegmentCompressor } from "./segment-compressor";
import { SegmentList } from "./segment-list";
import { hostFolder, namesIn } from "./segment-paths";
import { SegmentReader } from "./segment-reader";
import { SegmentRows } from "./segment-rows";
import { type ScannedSegments, scanSegments } from "./segment-scan";
import { SegmentTrigrams } from "./segment-trigrams";
import { verifySegments } from "./segment-verification";

const TIDY_EVERY_MS = 3_600_000;

export interface RecordingsOptions {
  /** `consoles` in the data folder. */
  readonly folder: string;
  readonly segments: ConsoleSegmentStore;
  readonly trigrams: SegmentTrigramStore;
  /** Null while it is not known: then nothing is removed. */
  readonly policyOf: (hostId: string) => ConsolePolicy | null;
  readonly clock: RecordingClock;
  /** Wall clock. */
  readonly date: () => Date;
  readonly files?: RecordingFiles;
  /** A host's output is not recorded any more, and why; null when it is again. Told when it changes. */
  readonly onAlarm: (hostId: string, alarm: string | null) => void;
  /** Of the disk or the database; nothing is ended by it. */
  readonly onError: (error: unknown) => void;
}

/** Makes the folder. Rejects when that cannot be. */
export async function createRecordings(options: RecordingsOptions): Promise<FileRecordings> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  return new FileRecordings(options);
}

export class FileRecordings implements RecordingArchive {
  private readonly opened = new Map<string, Promise<FileHostRecording>>();
  private readonly reader = new SegmentReader();
  private readonly compressor: SegmentCompressor;
  private readonly trigrams: SegmentTrigrams;
  private readonly files: RecordingFiles;
  private readonly room: DiskRoom;
  private closed = false;
  /** One at a time: it reads everything. */
  private verifying: Promise<unknown> = Promise.resolve();
  private tidying: Promise<void> | null = null;
  private timer: { readonly timer: unknown } | null = null;

  constructor(private readonly options: RecordingsOptions) {
    this.files = options.files ?? diskFiles;
    this.room = new DiskRoom(options.folder, this.files, options.clock);
    this.compressor = new SegmentCompressor(options.onError);
    this.trigrams = new SegmentTrigrams(options.trigrams, options.onError);
    this.tidyLater();
  }

  async open(hostId: string): Promise<FileHostRecording> {
    const opened = this.opened.get(hostId);
    if (opened !== undefined) {
      const recording = await opened;
      if (!recording.isClosing) return recording;
      await recording.close();
      return this.open(hostId);
    }
    const opening = this.make(hostId);
    this.opened.set(hostId, opening);
    opening.catch(() => this.opened.delete(hostId));
    return opening;
  }

  async remove(hostId: string): Promise<void> {
    const folder = hostFolder(this.options.folder, hostId);
    await (await this.opened.get(hostId))?.close();
    await this.compressor.cancel(folder);
    await rm(folder, { recursive: true, force: true });
    await this.options.segments.removeAll(hostId);
  }

  verify(hostId: string, signal?: AbortSignal): Promise<Verification> {
    const folder = hostFolder(this.options.folder, hostId);
    const look = async () =>
      verifySegments(folder, await this.options.segments.list(hostId), this.reader, signal);
    const verified = this.verifying.then(async () => {
      const found = await look();
      // Segments are compressed and removed meanwhile: only what is broken twice is broken.
      return found.broken === null ? found : look();
    });
    this.verifying = verified.catch(() => undefined);
    return verified;
  }

  async searchable(filter: SegmentFilter, pattern: RipgrepPattern): Promise<SearchSegment[]> {
    const ruledOut = await this.trigrams.ruledOut(pattern);
    const rows = await this.options.segments.find(filter);
    return Promise.all(rows.map(async (row) => this.searchSegment(await this.upToDate(row), ruledOut(row))));
  }

  /** Closes what is a day old and removes what the policies keep no longer, of all hosts there are files of. */
  tidy(): Promise<void> {
    this.tidying ??= this.tidyAll().finally(() => {
      this.tidying = null;
    });
    return this.tidying;
  }

  /** When nothing waits to be removed or compressed. */
  async compressed(): Promise<void> {
    await this.tidying;
    await this.compressor.idle();
    for (const opened of this.opened.values()) await (await opened).settled();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.tidying?.catch(this.options.onError);
    if (this.timer !== null) this.options.clock.clearTimeout(this.timer);
    await Promise.all([...this.opened.values()].map(async (opened) => (await opened).close()));
    await this.compressor.close();
  }

  private async make(hostId: string): Promise<FileHostRecording> {
    const { clock, date, segments, policyOf, onAlarm, onError } = this.options;
    const { files, room, reader, compressor, trigrams } = this;
    const folder = hostFolder(this.options.folder, hostId);
    const known = await segments.list(hostId).catch((error: unknown): ConsoleSegmentRow[] => {
      onError(error);
      return [];
    });
    const scanned = await scanSegments(folder, hostId, known, reader);
    const rows = new SegmentRows(hostId, segments, clock, onError);
    // Only now it is known how much of the disk it takes.
    const onCompressed = () => void recording.tidy();
    const list = new SegmentList(
      { hostId, folder, files, room, reader, rows, compressor, trigrams, date, onCompressed, onError },
      scanned,
      await this.unfinished(hostId, scanned),
    );
    const recording: FileHostRecording = new FileHostRecording({
      list,
      policy: () => policyOf(hostId),
      clock,
      date,
      onAlarm: (alarm) => onAlarm(hostId, alarm),
      onError,
      onClosed: () => this.opened.delete(hostId),
    });
    const { unclosed } = scanned;
    if (unclosed !== null && !unclosed.ended) {
      recording.mark({
        kind: "restarted",
        text: "The engine ended without a word: up to a second of output may be missing",
        bytes: unclosed.knownUntil > unclosed.row.until ? unclosed.knownUntil - unclosed.row.until : null,
      });
    }
    return recording;
  }

  /** Closed segments that are not compressed, or of which it is not known what is in them. */
  private async unfinished(hostId: string, { closed, uncompressed, changed }: ScannedSegments) {
    const numbers = closed.map(({ number }) => number);
    const unknown = await this.trigrams.unknown(hostId, numbers);
    return new Set([...uncompressed, ...changed.map(({ number }) => number), ...unknown]);
  }

  /** The row of a segment that is written to is some seconds old. */
  private async upToDate(row: ConsoleSegmentRow): Promise<ConsoleSegmentRow> {
    if (row.closedAt !== null) return row;
    const recording = await this.opened.get(row.hostId);
    return recording?.segments.find(({ number }) => number === row.number) ?? row;
  }

  private searchSegment(row: ConsoleSegmentRow, ruledOut: boolean): SearchSegment {
    const { hostId, number, from, until } = row;
    const folder = hostFolder(this.options.folder, hostId);
    const timeOf = async (offset: number) => (await this.reader.index(folder, number)).timeOf(offset);
    return { hostId, number, folder, from, until, ruledOut, timeOf };
  }

  private async tidyAll(): Promise<void> {
    for (const hostId of await namesIn(this.options.folder)) {
      if (this.closed) return;
      const recording = await this.open(hostId).catch(this.options.onError);
      await recording?.tidy();
    }
  }

  private tidyLater(): void {
    this.timer = this.options.clock.setTimeout(() => {
      this.tidyLater();
      this.tidy().catch(this.options.onError);
    }, TIDY_EVERY_MS);
  }
}
