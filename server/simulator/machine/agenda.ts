import type { Clock, TimerHandle } from "../../ipmi/clock";

interface Entry {
  readonly at: number;
  readonly run: (at: number) => void;
}

export type Appointment = { readonly entry: unknown };

/**
 * What a machine is going to do by itself, in order of time: one timer for all of it, none while there is nothing.
 * Times are wall-clock milliseconds.
 */
export class Agenda {
  private entries: Entry[] = [];
  private timer: { readonly handle: TimerHandle; readonly at: number } | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly now: () => number,
  ) {}

  /** `run` is told the time it was due, which may be a little earlier than now. */
  add(at: number, run: (at: number) => void): Appointment {
    const entry = { at, run };
    const later = this.entries.findIndex((other) => other.at > at);
    this.entries.splice(later === -1 ? this.entries.length : later, 0, entry);
    this.arm();
    return { entry };
  }

  cancel(appointment: Appointment | null): void {
    this.entries = this.entries.filter((entry) => entry !== appointment?.entry);
    this.arm();
  }

  /** Does what is due, in order. Requests call it first, so that they never see a state that is over. */
  catchUp(): void {
    const now = this.now();
    for (let first = this.entries[0]; first !== undefined && first.at <= now; first = this.entries[0]) {
      this.entries.shift();
      first.run(first.at);
    }
    this.arm();
  }

  stop(): void {
    this.entries = [];
    this.arm();
  }

  private arm(): void {
    const first = this.entries[0];
    if (first?.at === this.timer?.at) return;
    if (this.timer !== null) this.clock.clearTimeout(this.timer.handle);
    this.timer = null;
    if (first === undefined) return;
    // Rounded up: a timer that fires a fraction early would find nothing due.
    const delay = Math.max(0, Math.ceil(first.at - this.now()));
    const handle = this.clock.setTimeout(() => {
      this.timer = null;
      this.catchUp();
    }, delay);
    this.timer = { handle, at: first.at };
  }
}
