/** Below the limits of the engine (4 KiB a frame, 64 KiB/s a socket). */
const MOST_FRAME_BYTES = 2048;
const FRAME_INTERVAL_MS = 50;
/** Ten bits a character: eight, a start and a stop bit. */
const BITS_A_BYTE = 10;

/** Splits typed bytes into frames. */
function frames(bytes: Uint8Array, size: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

/**
 * Bytes on their way to the socket, in the order they were typed. A paste goes out no faster than the serial line takes
 * it; what is typed meanwhile waits behind it.
 */
export class TypedInput {
  private readonly waiting: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private frameBytes = MOST_FRAME_BYTES;

  constructor(
    private readonly send: (bytes: Uint8Array) => void,
    /** Called with how many bytes still wait, when that changes. */
    private readonly onWaiting: (bytes: number) => void = () => {},
  ) {}

  /** Bits a second of the serial line. */
  pace(baud: number): void {
    const bytes = Math.floor((baud / BITS_A_BYTE / 1000) * FRAME_INTERVAL_MS);
    this.frameBytes = Math.max(1, Math.min(MOST_FRAME_BYTES, bytes));
  }

  type(bytes: Uint8Array): void {
    for (const frame of frames(bytes, this.frameBytes)) this.waiting.push(frame);
    if (this.timer === null) this.next();
    else this.tell();
  }

  /** Forgets what was not sent yet and says how many bytes that were. */
  drop(): number {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const dropped = this.bytes(this.waiting.splice(0));
    if (dropped > 0) this.tell();
    return dropped;
  }

  private next(): void {
    const frame = this.waiting.shift();
    this.timer = null;
    if (!frame) return;
    this.send(frame);
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.next(), FRAME_INTERVAL_MS);
    if (this.waiting.length > 0 || frame.length === this.frameBytes) this.tell();
  }

  private tell(): void {
    this.onWaiting(this.bytes(this.waiting));
  }

  private bytes(parts: readonly Uint8Array[]): number {
    return parts.reduce((sum, frame) => sum + frame.length, 0);
  }
}
