import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";

/** What can be said of a place in the output without its offset, which the recording knows. */
export type NewMark = Pick<ConsoleMark, "kind" | "text" | "bytes">;

/** A piece of the output with when it came. */
export interface Stretch {
  readonly from: number;
  readonly bytes: Buffer;
  /** [offset, milliseconds since 1970], ascending. */
  readonly times: readonly (readonly [offset: number, at: number])[];
  readonly marks: readonly ConsoleMark[];
}

/** One host's recorded output. Never slows or ends the console: what cannot be written is marked and alarmed. */
export interface HostRecording {
  /** Offset of the oldest byte kept. */
  readonly start: number;
  /** Offset of the next byte to come. Goes on where the last run of the engine ended. */
  readonly end: number;
  readonly info: RecordingInfo;
  append(bytes: Buffer): void;
  mark(mark: NewMark): void;
  /** At most `maxBytes` from `offset`, what is not written yet included. */
  read(offset: number, maxBytes: number): Promise<Stretch>;
  /** Offset of the first byte that came at or after this moment; `end` when there is none. */
  locate(at: Date): Promise<number>;
  /** Up to `limit` marks in [from, until), ascending. */
  marks(from: number, until: number, limit: number): Promise<readonly ConsoleMark[]>;
  /** All bytes in [from, until) in order, in bounded pieces. */
  stretches(from: number, until: number): AsyncIterable<Stretch>;
  /** Writes what is there and lets go of the files. The host may be opened again. */
  close(): Promise<void>;
}

/** All recordings of the data folder. */
export interface Recordings {
  /** Opens, or makes, the recording of a host; the same object until it is closed. */
  open(hostId: string): Promise<HostRecording>;
  /** With all its files. */
  remove(hostId: string): Promise<void>;
  close(): Promise<void>;
}
