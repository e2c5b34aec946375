import type { Settings } from "../settings";
import {
  type AnalogSensor,
  type DiscreteSensor,
  type PlacedSensor,
  rawReading,
  thresholdEvents,
} from "./sensor";

/** Where readings come from. */
export interface SensorSource {
  value(sensor: AnalogSensor, time: number): number;
  states(sensor: DiscreteSensor, time: number): number;
  isPowered(): boolean;
  /** The host has power, and what needs it is still on its way: fans spin up. */
  isStarting(time: number): boolean;
}

export interface Reading {
  readonly raw: number;
  /** Comparisons with thresholds (bits 0–5), or states (bits 0–14). */
  readonly states: number;
  readonly available: boolean;
}

/** A state that came or went. */
export interface SensorChange {
  readonly placed: PlacedSensor;
  readonly offset: number;
  readonly asserted: boolean;
  readonly reading: Reading;
  /** Raw value of the threshold that was crossed; null for discrete sensors. */
  readonly threshold: number | null;
}

/** Event enables as Set Sensor Event Enable has them (IPMI 2.0 §35.10). */
export interface EventEnables {
  readonly events: boolean;
  readonly scanning: boolean;
  readonly assertions: number;
  readonly deassertions: number;
}

const ALL_THRESHOLDS = 6;
const FIRST_UPPER = 3;

/** The sensors of one controller: readings against thresholds, and what was last told about them. */
export class SensorBank {
  /** States asserted when last looked at, by position. */
  private readonly asserted: Uint16Array;

  constructor(
    readonly sensors: readonly PlacedSensor[],
    private readonly source: SensorSource,
    private readonly settings: Settings,
    /** Prefix of its settings. */
    private readonly prefix: string,
  ) {
    this.asserted = new Uint16Array(sensors.length);
  }

  find(number: number, lun: number): PlacedSensor | null {
    // Placed in order of LUN and number; nearly always on LUN 0.
    const guess = lun === 0 ? this.sensors[number - 1] : undefined;
    if (guess?.number === number && guess.lun === lun) return guess;
    return this.sensors.find((placed) => placed.number === number && placed.lun === lun) ?? null;
  }

  read(placed: PlacedSensor, time: number): Reading {
    const { sensor } = placed;
    if (!this.enables(placed).scanning) return { raw: 0, states: 0, available: false };
    if (sensor.kind === "discrete") {
      return { raw: 0, states: this.source.states(sensor, time) & sensor.states, available: true };
    }
    if (sensor.needsPower && !this.source.isPowered()) return { raw: 0, states: 0, available: false };
    const raw = rawReading(sensor, this.source.value(sensor, time));
    return { raw, states: this.compare(placed, raw, null), available: true };
  }

  thresholds(placed: PlacedSensor): Uint8Array {
    return this.settings.get(this.key(placed, "thresholds")) ?? placed.thresholds;
  }

  setThresholds(placed: PlacedSensor, raw: Uint8Array): void {
    this.settings.set(this.key(placed, "thresholds"), raw);
  }

  /** Positive-going and negative-going, raw counts. */
  hysteresis(placed: PlacedSensor): readonly [number, number] {
    const own = placed.sensor.kind === "analog" ? placed.sensor.hysteresis : 0;
    const set = this.settings.get(this.key(placed, "hysteresis"));
    return [set?.[0] ?? own, set?.[1] ?? own];
  }

  setHysteresis(placed: PlacedSensor, positive: number, negative: number): void {
    this.settings.set(this.key(placed, "hysteresis"), [positive, negative]);
  }

  enables(placed: PlacedSensor): EventEnables {
    const set = this.settings.get(this.key(placed, "events"));
    const word = (offset: number) => (set?.[offset] ?? 0) | ((set?.[offset + 1] ?? 0) << 8);
    const flags = set?.[0] ?? 0xc0;
    return {
      events: (flags & 0x80) !== 0,
      scanning: (flags & 0x40) !== 0,
      assertions: set === undefined ? placed.eventMask : word(1),
      deassertions: set === undefined ? placed.eventMask : word(3),
    };
  }

  setEnables(placed: PlacedSensor, { events, scanning, assertions, deassertions }: EventEnables): void {
    const flags = (events ? 0x80 : 0) | (scanning ? 0x40 : 0);
    const words = [assertions & 0xff, assertions >> 8, deassertions & 0xff, deassertions >> 8];
    this.settings.set(this.key(placed, "events"), [flags, ...words]);
  }

  /** Whether any threshold differs from the profile's. */
  get hasOwnThresholds(): boolean {
    return this.settings.hasChanged(`${this.prefix}/`);
  }

  /** States told as asserted: comparisons or states. */
  assertedStates(placed: PlacedSensor): number {
    return this.asserted[placed.position] ?? 0;
  }

  /** What is true again is told again (IPMI 2.0 §35.12). */
  rearm(placed: PlacedSensor): void {
    this.asserted[placed.position] = 0;
  }

  /** Takes everything as it is now, and tells nobody. */
  settle(time: number): void {
    for (const placed of this.sensors) this.asserted[placed.position] = this.read(placed, time).states;
  }

  /** Takes one sensor as it is: its event has been told already, with details only its cause knows. */
  settleOne(placed: PlacedSensor, time: number): void {
    this.asserted[placed.position] = this.read(placed, time).states;
  }

  /** What has come and gone since the last look. */
  changes(time: number): readonly SensorChange[] {
    const changes: SensorChange[] = [];
    for (const placed of this.sensors) {
      const reading = this.read(placed, time);
      const before = this.assertedStates(placed);
      const isQuiet = this.isQuiet(placed, reading, time);
      const after = isQuiet ? 0 : this.held(placed, reading, before);
      this.asserted[placed.position] = after;
      if (before === after || isQuiet) continue;
      changes.push(...this.changesOf(placed, before, after, reading));
    }
    return changes;
  }

  private isQuiet({ sensor }: PlacedSensor, reading: Reading, time: number): boolean {
    if (!reading.available) return true;
    return sensor.kind === "discrete"
      ? sensor.eventOnly === true
      : sensor.needsPower && this.source.isStarting(time);
  }

  private held(placed: PlacedSensor, reading: Reading, before: number): number {
    return placed.sensor.kind === "discrete" ? reading.states : this.compare(placed, reading.raw, before);
  }

  private changesOf(
    placed: PlacedSensor,
    before: number,
    after: number,
    reading: Reading,
  ): readonly SensorChange[] {
    const enables = this.enables(placed);
    if (!enables.events) return [];
    const isThreshold = placed.sensor.kind === "analog";
    const thresholds = this.thresholds(placed);
    const found: SensorChange[] = [];
    for (let bit = 0; bit < 15; bit++) {
      const mask = 1 << bit;
      if ((before & mask) === (after & mask)) continue;
      const asserted = (after & mask) !== 0;
      const offset = isThreshold ? (thresholdEvents[bit] ?? 0) : bit;
      const enabled = asserted ? enables.assertions : enables.deassertions;
      if ((enabled & (1 << offset)) === 0) continue;
      found.push({
        placed,
        offset,
        asserted,
        reading,
        threshold: isThreshold ? (thresholds[bit] ?? 0) : null,
      });
    }
    return found;
  }

  /** Comparison bits; with `before`, what was asserted stays so until the reading has left its hysteresis. */
  private compare(placed: PlacedSensor, raw: number, before: number | null): number {
    const thresholds = this.thresholds(placed);
    const [positive, negative] = this.hysteresis(placed);
    let bits = 0;
    for (let bit = 0; bit < ALL_THRESHOLDS; bit++) {
      if ((placed.thresholdMask & (1 << bit)) === 0) continue;
      const limit = thresholds[bit] ?? 0;
      const wasAsserted = before !== null && (before & (1 << bit)) !== 0;
      const crossed =
        bit < FIRST_UPPER
          ? raw <= limit + (wasAsserted ? negative : 0)
          : raw >= limit - (wasAsserted ? positive : 0);
      if (crossed) bits |= 1 << bit;
    }
    return bits;
  }

  private key(placed: PlacedSensor, what: string): string {
    return `${this.prefix}/${placed.lun}/${placed.number}/${what}`;
  }
}
