import type { Agenda, Appointment } from "../agenda";

/** Watchdog timer (IPMI 2.0 §27). */

export const WatchdogAction = { None: 0, HardReset: 1, PowerDown: 2, PowerCycle: 3 } as const;

const TICK_MS = 100;
const DONT_LOG = 0x80;
const DONT_STOP = 0x40;

export interface WatchdogExpiry {
  readonly action: number;
  readonly interrupt: number;
  readonly use: number;
  readonly logs: boolean;
}

export class Watchdog {
  private use = 0;
  private actions = 0;
  private preTimeoutS = 0;
  private expirationFlags = 0;
  private initialTicks = 0;
  private expiresAt: number | null = null;
  private appointment: Appointment | null = null;
  /** Set Watchdog Timer has been there since the BMC started: without it a reset is refused with 80h. */
  private configured = false;
  /** States of the watchdog sensor: what happened last. */
  states = 0;

  constructor(
    private readonly agenda: Agenda,
    private readonly onExpiry: (expiry: WatchdogExpiry, at: number) => void,
  ) {}

  /** Set Watchdog Timer (§27.6): six bytes. */
  set(data: Uint8Array, now: number): void {
    const [use = 0, actions = 0, preTimeout = 0, clear = 0, low = 0, high = 0] = data;
    this.configured = true;
    this.use = use & 0x87;
    this.actions = actions;
    this.preTimeoutS = preTimeout;
    this.expirationFlags &= ~clear;
    this.initialTicks = low | (high << 8);
    const goesOn = (use & DONT_STOP) !== 0 && this.expiresAt !== null;
    if (goesOn) this.start(now);
    else this.halt();
  }

  /** Reset Watchdog Timer (§27.5): starts it, or starts it again; false before the first Set. */
  reset(now: number): boolean {
    if (!this.configured) return false;
    this.states = 0;
    this.start(now);
    return true;
  }

  /** Get Watchdog Timer (§27.7): eight bytes. */
  get(now: number): readonly number[] {
    const running = this.expiresAt !== null;
    const left =
      this.expiresAt === null ? this.initialTicks : Math.max(0, Math.ceil((this.expiresAt - now) / TICK_MS));
    return [
      (this.use & (DONT_LOG | 0x07)) | (running ? 0x40 : 0),
      this.actions,
      this.preTimeoutS,
      this.expirationFlags,
      this.initialTicks & 0xff,
      this.initialTicks >> 8,
      left & 0xff,
      left >> 8,
    ];
  }

  halt(): void {
    this.agenda.cancel(this.appointment);
    this.appointment = null;
    this.expiresAt = null;
  }

  private start(now: number): void {
    this.halt();
    this.expiresAt = now + this.initialTicks * TICK_MS;
    this.appointment = this.agenda.add(this.expiresAt, (at) => this.expire(at));
  }

  private expire(at: number): void {
    this.halt();
    const use = this.use & 0x07;
    const action = this.actions & 0x07;
    this.expirationFlags |= 1 << use;
    this.states = 1 << action;
    const interrupt = (this.actions >> 4) & 0x07;
    this.onExpiry({ action, interrupt, use, logs: (this.use & DONT_LOG) === 0 }, at);
  }
}
