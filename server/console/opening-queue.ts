import type { HubClock } from "./hub-clock";

export interface OpeningQueueOptions {
  readonly clock: HubClock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Consoles opened at the same time when many are to be. */
const AT_ONCE = 16;
/** Up to so long each waits before it begins, so that BMCs of one rack are not asked in step. */
const MAX_PAUSE_MS = 250;

/** Opens the consoles that are held all the time: after a start of the engine there are a thousand at once. */
export class OpeningQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;
  private closed = false;

  constructor(private readonly options: OpeningQueueOptions) {}

  /** `open` resolves when it is known how the console stands. */
  add(open: () => Promise<void>): void {
    if (this.closed) return;
    this.waiting.push(open);
    this.next();
  }

  close(): void {
    this.closed = true;
    this.waiting.length = 0;
  }

  private next(): void {
    if (this.running >= AT_ONCE) return;
    const open = this.waiting.shift();
    if (open === undefined) return;
    this.running += 1;
    const { clock, random, onError } = this.options;
    clock.setTimeout(() => {
      const opening = this.closed ? Promise.resolve() : open();
      void opening.catch(onError).finally(() => {
        this.running -= 1;
        this.next();
      });
    }, random() * MAX_PAUSE_MS);
  }
}
