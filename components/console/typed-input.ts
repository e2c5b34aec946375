/** Pasted text goes out at 40 KiB/s: below the limits of the engine (4 KiB a frame, 64 KiB/s a socket), above any serial line. */
const FRAME_BYTES = 2048;
const FRAME_INTERVAL_MS = 50;

/** Splits typed bytes into frames. */
function frames(bytes: Uint8Array, size: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

/**
 * Bytes on their way to the socket, in the order they were typed. A paste is paced; what is typed meanwhile waits behind it.
 */
export class TypedInput {
  private readonly waiting: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly encoder = new TextEncoder();

  constructor(private readonly send: (bytes: Uint8Array) => void) {}

  type(text: string): void {
    for (const frame of frames(this.encoder.encode(text), FRAME_BYTES)) this.waiting.push(frame);
    if (this.timer === null) this.next();
  }

  /** Forgets what was not sent yet and says how many bytes that were. */
  drop(): number {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    return this.waiting.splice(0).reduce((sum, frame) => sum + frame.length, 0);
  }

  private next(): void {
    const frame = this.waiting.shift();
    this.timer = null;
    if (!frame) return;
    this.send(frame);
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.next(), FRAME_INTERVAL_MS);
  }
}
