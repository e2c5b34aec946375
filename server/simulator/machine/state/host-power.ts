import type { Agenda, Appointment } from "../agenda";
import { fraction } from "../random";

/** What Chassis Control asks for (IPMI 2.0 §28.3), by code. */
export type PowerRequest = "off" | "on" | "cycle" | "reset" | "diag" | "soft";

/** Why the host last started (IPMI 2.0 §28.11). */
export const RestartCause = {
  Unknown: 0,
  ChassisControl: 1,
  ResetButton: 2,
  PowerButton: 3,
  Watchdog: 4,
  AlwaysOnPolicy: 6,
  PreviousPolicy: 7,
  PefReset: 8,
  PefCycle: 9,
  SoftReset: 10,
} as const;

export interface PowerTiming {
  /** From the order to power at the host, least and most. */
  readonly onMs: readonly [number, number];
  readonly offMs: readonly [number, number];
  readonly resetMs: readonly [number, number];
}

export type PowerEvent = "on" | "off" | "reset" | "diag" | "soft";

/** What hangs on the host's power. */
export interface PowerListener {
  /** Milliseconds a running operating system takes to shut down; null when none listens for the button. */
  shutDownMs(at: number): number | null;
  happened(event: PowerEvent, at: number): void;
}

const PLACE = 0x90e4;

/** The power of the host: every order takes the time it takes on hardware, and the newest order counts. */
export class HostPower {
  private pending: Appointment | null = null;
  private orders = 0;
  private hoursBefore: number;
  /** Seconds between off and on of a cycle (IPMI 2.0 §28.9). */
  cycleIntervalS = 5;
  /** Byte 2 of Get Chassis Status: why power last went away. */
  lastEvent = 0;
  cause: number = RestartCause.PowerButton;
  private listener: PowerListener | null = null;

  constructor(
    private readonly seed: number,
    private readonly agenda: Agenda,
    private readonly timing: PowerTiming,
    public on: boolean,
    public changedAt: number,
  ) {
    this.hoursBefore = 500 + 20_000 * fraction(seed, PLACE);
  }

  attach(listener: PowerListener): void {
    this.listener = listener;
  }

  /** Hours the host has been on in its life, fractional. */
  hours(now: number): number {
    return this.hoursBefore + (this.on ? (now - this.changedAt) / 3_600_000 : 0);
  }

  /** Takes an order; false when it makes no sense now (cycle or reset of a host that is off). */
  order(request: PowerRequest, now: number, cause: number): boolean {
    const needsPower = request === "cycle" || request === "reset" || request === "diag";
    if (needsPower && !this.on) return false;
    if (request === "diag") {
      // An interrupt, not a change of power: an order on its way goes on.
      this.agenda.add(now + this.timing.resetMs[0], (at) => this.listener?.happened("diag", at));
      return true;
    }
    this.agenda.cancel(this.pending);
    this.pending = null;
    this.orders++;
    switch (request) {
      case "on":
        if (!this.on) this.schedule(now, this.timing.onMs, (at) => this.turnOn(at, cause));
        break;
      case "off":
        if (this.on) this.schedule(now, this.timing.offMs, (at) => this.turnOff(at));
        break;
      case "cycle":
        this.schedule(now, this.timing.offMs, (at) => this.cycle(at, cause));
        break;
      case "reset":
        this.schedule(now, this.timing.resetMs, (at) => this.restart(at, cause));
        break;
      case "soft":
        if (this.on) this.softOff(now);
        break;
    }
    return true;
  }

  /** The operating system has halted, or restarts by itself. */
  fromInside(what: "off" | "reset", at: number): void {
    this.agenda.cancel(this.pending);
    this.pending = null;
    if (what === "off") this.turnOff(at);
    else this.restart(at, RestartCause.SoftReset);
  }

  private schedule(now: number, [least, most]: readonly [number, number], run: (at: number) => void): void {
    const delay = least + (most - least) * fraction(this.seed, PLACE + 1, this.orders);
    const appointment = this.agenda.add(now + delay, (at) => {
      if (this.pending === appointment) this.pending = null;
      run(at);
    });
    this.pending = appointment;
  }

  private softOff(now: number): void {
    const duration = this.listener?.shutDownMs(now) ?? null;
    this.listener?.happened("soft", now);
    // Firmware that runs no operating system yet takes the button as an order.
    const time = duration ?? this.timing.offMs[1] * 2;
    this.schedule(now, [time, time], (at) => this.turnOff(at));
  }

  private cycle(at: number, cause: number): void {
    this.turnOff(at);
    const wait = this.cycleIntervalS * 1000;
    this.schedule(at, [wait, wait], (later) => this.turnOn(later, cause));
  }

  private turnOff(at: number): void {
    this.hoursBefore = this.hours(at);
    this.on = false;
    this.changedAt = at;
    this.lastEvent = 0;
    this.listener?.happened("off", at);
  }

  private turnOn(at: number, cause: number): void {
    this.on = true;
    this.changedAt = at;
    this.cause = cause;
    this.lastEvent = cause === RestartCause.ChassisControl ? 0x10 : 0;
    this.listener?.happened("on", at);
  }

  private restart(at: number, cause: number): void {
    this.cause = cause;
    this.listener?.happened("reset", at);
  }
}
