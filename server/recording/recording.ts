import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";
import type { ConsoleSegmentRow, SegmentFilter } from "@/server/database/console-segment-store";
import type { RipgrepPattern } from "./ripgrep";
import type { SearchSegment } from "./search";

/** What can be said of a place in the output without its offset, which the recording knows. */
export type NewMark = Pick<ConsoleMark, "kind" | "text" | "bytes">;

/** A piece of the output with when it came. */
export interface Stretch {
  /** Greater than what was asked for when that is in a hole: the bytes are the next there are. */
  readonly from: number;
  readonly bytes: Buffer;
  /** [offset, milliseconds since 1970], ascending. */
  readonly times: readonly (readonly [offset: number, at: number])[];
  /** From the offset asked for to the last byte; at the end of the recording those after it, too. */
  readonly marks: readonly ConsoleMark[];
}

/** One host's recorded output. Never slows or ends the console: what cannot be written is marked and alarmed. */
export interface HostRecording {
  /** Offset of the oldest byte kept. */
  readonly start: number;
  /** Offset of the next byte to come. Goes on where the last run of the engine ended. Counts bytes that cannot be written, too. */
  readonly end: number;
  readonly info: RecordingInfo;
  append(bytes: Buffer): void;
  mark(mark: NewMark): void;
  /** At most `maxBytes` from `offset`, what is not written yet included; ends before a hole. */
  read(offset: number, maxBytes: number): Promise<Stretch>;
  /** At most `maxBytes` of those that came last before `offset`; begins behind a hole. */
  readBefore(offset: number, maxBytes: number): Promise<Stretch>;
  /** Offset of the first byte that came at or after this moment; `end` when there is none. */
  locate(at: Date): Promise<number>;
  /** Up to `limit` marks in [from, until), ascending; the oldest of them unless it says otherwise. */
  marks(
    from: number,
    until: number,
    limit: number,
    which?: "oldest" | "newest",
  ): Promise<readonly ConsoleMark[]>;
  /** All bytes in [from, until) in order, in bounded pieces. */
  stretches(from: number, until: number): AsyncIterable<Stretch>;
  /** Writes what is there and lets go of the files. The host may be opened again. */
  close(): Promise<void>;
}

/** What a walk along the chain of hashes found. */
export interface Verification {
  readonly segments: number;
  /** The first segment that is not as it was written, or not there; null when all are. */
  readonly broken: {
    readonly number: number;
    readonly problem: "changed" | "missing";
    /** What the database knows of it. */
    readonly row: ConsoleSegmentRow | null;
  } | null;
}

/** All recordings of the data folder. */
export interface Recordings {
  /**
   * Opens, or makes, the recording of a host; the same object until it is closed. Costs no file until something is appended: who only
   * reads need not close it.
   */
  open(hostId: string): Promise<HostRecording>;
  /** With all its files. */
  remove(hostId: string): Promise<void>;
  close(): Promise<void>;
}

/** What can be done with recordings besides writing and reading one. */
export interface RecordingArchive extends Recordings {
  /** Compares every segment with the hashes that were noted when it was closed; one host at a time. Rejects when `signal` aborts. */
  verify(hostId: string, signal?: AbortSignal): Promise<Verification>;
  /** Segments that may hold output of these hosts and this time, newest first, for a search of this pattern by searchSegments. */
  searchable(filter: SegmentFilter, pattern: RipgrepPattern): Promise<SearchSegment[]>;
}
