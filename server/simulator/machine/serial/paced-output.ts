import type { Clock, TimerHandle } from "../../../ipmi/clock";

/** 115 200 bit/s, ten bits a character. */
const BYTES_A_SECOND = 11_520;
const TICK_MS = 50;
const BYTES_A_TICK = (BYTES_A_SECOND * TICK_MS) / 1000;

/** Sends characters at the speed of the serial line; forgets them while nobody listens. */
export class PacedOutput {
  private waiting: Buffer[] = [];
  private timer: TimerHandle | null = null;
  private listener: ((bytes: Buffer) => void) | null = null;

  constructor(private readonly clock: Clock) {}

  get isHeard(): boolean {
    return this.listener !== null;
  }

  listen(listener: ((bytes: Buffer) => void) | null): void {
    this.listener = listener;
    if (listener === null) this.drop();
  }

  write(text: string): void {
    if (this.listener === null || text === "") return;
    this.waiting.push(Buffer.from(text, "utf8"));
    if (this.timer === null) this.send();
  }

  /** What has not left yet is lost, as when power goes. */
  drop(): void {
    this.waiting = [];
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  private send(): void {
    this.timer = null;
    if (this.waiting.length === 0) return;
    const all = this.waiting.length === 1 ? this.waiting[0] : Buffer.concat(this.waiting);
    if (all === undefined) return;
    const rest = all.subarray(BYTES_A_TICK);
    this.waiting = rest.length > 0 ? [rest] : [];
    this.timer = this.clock.setTimeout(() => this.send(), TICK_MS);
    this.listener?.(all.subarray(0, BYTES_A_TICK));
  }
}
