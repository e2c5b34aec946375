/** Bytes to show, and what must be said beside the terminal about them. */
export interface OutputStep {
  /** The host's output went back to an earlier offset: another stream, the terminal starts afresh. */
  reset: boolean;
  /** Bytes that were produced but never reached this browser; 0 for none. */
  missed: number;
  /** What has not been shown yet, split at the end of replay. Either may be empty. */
  replay: Uint8Array;
  live: Uint8Array;
}

/** Where a socket begins: `from` is the first byte it will send, live begins at `replayUntil`; offsets count bytes of `output`. */
export interface Place {
  readonly from: number;
  readonly replayUntil: number;
  readonly output: string;
}

const HEADER_BYTES = 8;
const NOTHING = new Uint8Array(0);

/**
 * Follows the host's output by byte offset over several sockets, so that a reconnect continues where the last socket ended instead
 * of printing the replay a second time.
 */
export class OutputCursor {
  /** Offset after the last byte shown; null before the first. */
  private next: number | null = null;
  private output: string | null = null;
  private replayUntil = 0;
  private expectReset = false;

  /** A socket said hello. */
  hello({ from, replayUntil, output }: Place): void {
    const isAnother = this.output !== null && output !== this.output;
    this.output = output;
    this.replayUntil = replayUntil;
    this.expectReset = this.next !== null && (isAnother || replayUntil < this.next);
    if (this.expectReset) this.next = from;
    this.next ??= from;
  }

  /** The output goes on and is counted anew, from `from` on. */
  goOn({ from, replayUntil, output }: Place): void {
    this.output = output;
    this.next = from;
    this.replayUntil = replayUntil;
    this.expectReset = false;
  }

  /** Offset after the last byte shown. */
  get offset(): number {
    return this.next ?? 0;
  }

  /** A binary frame: 8-byte big-endian offset, then bytes. Null when it is too short or holds nothing new. */
  accept(frame: ArrayBuffer): OutputStep | null {
    if (frame.byteLength <= HEADER_BYTES) return null;
    const offset = Number(new DataView(frame).getBigUint64(0));
    const bytes = new Uint8Array(frame, HEADER_BYTES);
    const next = this.next ?? offset;
    const fresh = bytes.subarray(Math.max(0, Math.min(bytes.length, next - offset)));
    if (fresh.length === 0) return null;

    const start = offset + bytes.length - fresh.length;
    const replayBytes = Math.max(0, Math.min(fresh.length, this.replayUntil - start));
    const step = {
      reset: this.expectReset,
      missed: Math.max(0, start - next),
      replay: replayBytes > 0 ? fresh.subarray(0, replayBytes) : NOTHING,
      live: replayBytes < fresh.length ? fresh.subarray(replayBytes) : NOTHING,
    };
    this.expectReset = false;
    this.next = start + fresh.length;
    return step;
  }
}
