import type { Clock, TimerHandle } from "../clock";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go: hours pass in a moment, and nothing depends on real time. */
export class VirtualClock implements Clock {
  private time = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    const timer: Timer = { at: this.time + Math.max(0, delayMs), order: this.order++, callback };
    this.timers.add(timer);
    return { timer };
  }

  clearTimeout(handle: TimerHandle): void {
    this.timers.delete(handle.timer as Timer);
  }

  /** Timers that have not fired: a closed client leaves none. */
  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Lets `ms` pass: fires every timer that falls due, in order, and what they set off. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settleMicrotasks();
    for (let timer = this.earliest(); timer !== null && timer.at <= end; timer = this.earliest()) {
      await this.fire(timer);
    }
    this.time = end;
  }

  /** Lets time pass until `promise` settles, and returns it. Rejects when it has not after `limitMs`. */
  async run<T>(promise: Promise<T>, limitMs = 600_000): Promise<T> {
    const end = this.time + limitMs;
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => {});
    await settleMicrotasks();
    while (!settled) {
      const timer = this.earliest();
      if (timer === null) throw new Error("nothing left to wait for: the promise will never settle");
      if (timer.at > end) throw new Error(`not settled after ${limitMs} virtual milliseconds`);
      await this.fire(timer);
    }
    return promise;
  }

  private async fire(timer: Timer): Promise<void> {
    this.timers.delete(timer);
    this.time = Math.max(this.time, timer.at);
    timer.callback();
    await settleMicrotasks();
  }

  private earliest(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.timers) {
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  }
}

/** Runs every promise reaction that is ready, and those they make ready. */
function settleMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
