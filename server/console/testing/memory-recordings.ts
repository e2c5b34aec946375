import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";
import type { HostRecording, NewMark, Recordings, Stretch } from "@/server/recording/recording";

/** One host's recording in memory, in stretches of `pieceBytes`. */
export class MemoryRecording implements HostRecording {
  bytes: Buffer = Buffer.alloc(0);
  readonly kept: ConsoleMark[] = [];
  alarm: string | null = null;
  open = false;

  constructor(
    readonly start: number,
    private readonly pieceBytes: number,
  ) {}

  get end(): number {
    return this.start + this.bytes.length;
  }

  get info(): RecordingInfo {
    return {
      from: this.start,
      until: this.end,
      firstAt: null,
      lastAt: null,
      storedBytes: this.bytes.length,
      recording: this.open && this.alarm === null,
      alarm: this.alarm,
    };
  }

  append(bytes: Buffer): void {
    if (!this.open) throw new Error("the recording is closed");
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }

  mark(mark: NewMark): void {
    this.kept.push({ ...mark, offset: this.end, at: new Date().toISOString() });
  }

  async read(offset: number, maxBytes: number): Promise<Stretch> {
    const at = offset - this.start;
    const bytes = this.bytes.subarray(at, at + maxBytes);
    const until = offset + bytes.length;
    return { from: offset, bytes, times: [], marks: await this.marks(offset, until, 1000) };
  }

  readBefore(offset: number, maxBytes: number): Promise<Stretch> {
    const from = Math.max(this.start, offset - maxBytes);
    return this.read(from, offset - from);
  }

  async locate(): Promise<number> {
    return this.end;
  }

  async marks(from: number, until: number, limit: number): Promise<readonly ConsoleMark[]> {
    return this.kept.filter(({ offset }) => offset >= from && offset < until).slice(0, limit);
  }

  async *stretches(from: number, until: number): AsyncIterable<Stretch> {
    for (let at = from; at < until; at += this.pieceBytes) {
      yield await this.read(at, Math.min(this.pieceBytes, until - at));
    }
  }

  async close(): Promise<void> {
    this.open = false;
  }
}

/** Recordings that outlive a hub, as files do. */
export class MemoryRecordings implements Pick<Recordings, "open"> {
  /** When set, none can be opened. */
  failure: Error | null = null;
  /** When set, opening one does not end. */
  hangs = false;
  private readonly all = new Map<string, MemoryRecording>();

  /** As an earlier run of the engine left it. */
  left(hostId: string, start: number, bytes: Buffer, pieceBytes = 64 * 1024): MemoryRecording {
    const recording = new MemoryRecording(start, pieceBytes);
    recording.bytes = bytes;
    this.all.set(hostId, recording);
    return recording;
  }

  of(hostId: string): MemoryRecording {
    return this.all.get(hostId) ?? this.left(hostId, 0, Buffer.alloc(0));
  }

  async open(hostId: string): Promise<HostRecording> {
    if (this.hangs) return new Promise(() => {});
    if (this.failure !== null) throw this.failure;
    const recording = this.of(hostId);
    recording.open = true;
    return recording;
  }
}
