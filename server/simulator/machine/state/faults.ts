import type { Agenda } from "../agenda";
import { fraction, hash, pick } from "../random";

/** What can go wrong in a machine: sensors, log and chassis status tell the same story of it. */
export const faultKinds = [
  "fan-failure",
  "psu-lost",
  "psu-failed",
  "overheat",
  "memory-error",
  "drive-failed",
  "intrusion",
  "voltage-drop",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Which fan, supply, drive, DIMM or rail, from 0; sensors take it modulo how many there are. */
  readonly index: number;
  readonly since: number;
}

const SLOT_MS = 6 * 3_600_000;
const CHANCE_A_SLOT = 0.08;
const PLACE = 0xfa17;
const SHORTEST_MS = 4 * 60_000;
const LONGEST_MS = 50 * 60_000;

/** Faults that are there now; they come and go by the seed, and on request. */
export class Faults {
  private readonly active = new Map<FaultKind, Fault>();
  private readonly listeners: ((fault: Fault, present: boolean, at: number) => void)[] = [];

  constructor(private readonly seed: number) {}

  /** `listener` hears of every fault that comes or goes. */
  onChange(listener: (fault: Fault, present: boolean, at: number) => void): void {
    this.listeners.push(listener);
  }

  get(kind: FaultKind): Fault | undefined {
    return this.active.get(kind);
  }

  /** The index of a kind's fault, counted in `count` things; −1 while there is none. */
  indexOf(kind: FaultKind, count: number): number {
    const fault = this.active.get(kind);
    return fault === undefined || count === 0 ? -1 : fault.index % count;
  }

  get any(): boolean {
    return this.active.size > 0;
  }

  begin(kind: FaultKind, index: number, at: number): void {
    if (this.active.has(kind)) return;
    const fault = { kind, index, since: at };
    this.active.set(kind, fault);
    for (const listener of this.listeners) listener(fault, true, at);
  }

  end(kind: FaultKind, at: number): void {
    const fault = this.active.get(kind);
    if (fault === undefined) return;
    this.active.delete(kind);
    for (const listener of this.listeners) listener(fault, false, at);
  }

  /** Lets the seed decide, six hours at a time; some machines start with a fault. */
  live(agenda: Agenda, start: number): void {
    if (fraction(this.seed, PLACE) < CHANCE_A_SLOT)
      this.begin(this.kindOf(0), hash(this.seed, PLACE, 1), start);
    this.plan(agenda, start, 1);
  }

  private plan(agenda: Agenda, start: number, slot: number): void {
    const opens = start + slot * SLOT_MS;
    agenda.add(opens, () => this.plan(agenda, start, slot + 1));
    if (fraction(this.seed, PLACE + 1, slot) >= CHANCE_A_SLOT) return;
    const begins = opens + fraction(this.seed, PLACE + 2, slot) * (SLOT_MS - LONGEST_MS);
    const lasts = SHORTEST_MS + fraction(this.seed, PLACE + 3, slot) * (LONGEST_MS - SHORTEST_MS);
    const kind = this.kindOf(slot);
    agenda.add(begins, (at) => {
      this.begin(kind, hash(this.seed, PLACE + 4, slot), at);
      agenda.add(at + lasts, (end) => this.end(kind, end));
    });
  }

  private kindOf(slot: number): FaultKind {
    return pick(faultKinds, this.seed, PLACE + 5, slot);
  }
}
