import type { Clock, Entropy, TimerHandle } from "../clock";
import { timing } from "./timing";

/** Asks the BMC something harmless when nothing was heard for 20 to 28 s, so that it does not close the session. */
export class KeepAlive {
  private timer: TimerHandle | null = null;
  private lastHeard: number;
  private running = true;

  constructor(
    private readonly clock: Clock,
    private readonly entropy: Entropy,
    /** Never rejects. */
    private readonly ask: () => Promise<void>,
  ) {
    this.lastHeard = clock.now();
    this.restart();
  }

  heard(): void {
    this.lastHeard = this.clock.now();
  }

  stop(): void {
    this.running = false;
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  private restart(): void {
    const interval = this.interval();
    this.arm(interval, interval);
  }

  /** On the beat before: sessions ask together, since datagrams that come in company cost the machine less. */
  private arm(delayMs: number, interval: number): void {
    const now = this.clock.now();
    const beat = Math.floor((now + delayMs) / timing.keepAliveBeat) * timing.keepAliveBeat;
    this.timer = this.clock.setTimeout(() => void this.due(interval), Math.max(0, beat - now));
  }

  private async due(interval: number): Promise<void> {
    const idle = this.clock.now() - this.lastHeard;
    if (interval - idle >= timing.keepAliveBeat) {
      this.arm(interval - idle, interval);
      return;
    }
    await this.ask();
    if (this.running) this.restart();
  }

  private interval(): number {
    const { keepAliveEarliest, keepAliveLatest } = timing;
    const jitter = this.entropy.bytes(1).readUInt8(0) / 256;
    return Math.round(keepAliveEarliest + jitter * (keepAliveLatest - keepAliveEarliest));
  }
}
