import { fraction, smoothNoise } from "../random";
import type { FaultKind } from "../state/faults";
import { Inertia } from "./inertia";
import type { AnalogSensor, Quantity } from "./sensor";

/** The host's hardware as far as heat and power go; figures of one profile. */
export interface Chassis {
  readonly fans: number;
  readonly supplies: number;
  readonly idleWatts: number;
  readonly peakWatts: number;
  readonly fanIdleRpm: number;
  readonly fanPeakRpm: number;
}

interface Trouble {
  indexOf(kind: FaultKind, count: number): number;
}

const MINUTE = 60_000;
const STANDBY_WATTS = 14;
const RAILS_AND_SUPPLIES = 12;

/** Places of the seed, so that no two things draw the same number. */
const Place = { Load: 1, Burst: 2, Room: 3, Jitter: 100, Own: 1000 } as const;

/**
 * Temperatures, speeds, voltages and watts as functions of seed and age, so that a machine nobody asks costs nothing, and
 * does in each of its lives what it did in the first. Only what people did to it (power, faults) is remembered.
 */
export class Physics {
  private readonly warmth: Inertia;
  private readonly spin: Inertia;
  private readonly roomHeat = new Inertia(0, 1.5 * MINUTE);
  private powered: boolean;

  constructor(
    private readonly seed: number,
    private readonly chassis: Chassis,
    private readonly trouble: Trouble,
    powered: boolean,
    /** When it began: all times are counted from here. */
    private readonly born: number,
  ) {
    this.powered = powered;
    this.warmth = new Inertia(powered ? 1 : 0, 4 * MINUTE);
    this.spin = new Inertia(powered ? 1 : 0, 2500);
  }

  power(on: boolean, at: number): void {
    this.powered = on;
    this.warmth.goTo(on ? 1 : 0, at - this.born);
    this.spin.goTo(on ? 1 : 0, at - this.born);
  }

  overheat(on: boolean, at: number): void {
    this.roomHeat.goTo(on ? 27 : 0, at - this.born);
  }

  /** 0–1: waves of a quarter of an hour with bursts of two minutes; some machines are busier than others. */
  load(time: number): number {
    return this.loadAt(time - this.born);
  }

  watts(time: number): number {
    return this.wattsAt(time - this.born);
  }

  /** Of one sensor, in its unit. */
  value(sensor: AnalogSensor, time: number): number {
    return this.measure(sensor.quantity, time - this.born);
  }

  private loadAt(time: number): number {
    if (!this.powered) return 0;
    const habit = 0.15 + 0.4 * fraction(this.seed, Place.Load);
    const wave = 0.25 * smoothNoise(this.seed, Place.Load, time / (15 * MINUTE));
    const burst = 0.15 * smoothNoise(this.seed, Place.Burst, time / (2 * MINUTE));
    return Math.max(0.02, Math.min(1, habit + wave + burst));
  }

  private wattsAt(time: number): number {
    const { idleWatts, peakWatts } = this.chassis;
    return this.powered ? idleWatts + (peakWatts - idleWatts) * this.loadAt(time) : STANDBY_WATTS;
  }

  private measure(quantity: Quantity, time: number): number {
    switch (quantity.of) {
      case "inlet":
        return this.inlet(time);
      case "exhaust":
        return this.inlet(time) + 14 * this.heat(time) + this.jitter(1, time, 0.4);
      case "board":
        return this.inlet(time) + 9 + 6 * this.heat(time) + this.jitter(2, time, 0.5);
      case "satellite-board":
        return this.inlet(time) + 4 + 5 * this.heat(time) + this.jitter(3, time, 0.5);
      case "processor":
        return this.processor(quantity.index, time);
      case "memory":
        return this.inlet(time) + 5 + 16 * this.heat(time) + this.own(300 + quantity.index, 3, time, 0.5);
      case "drive":
        return this.inlet(time) + 6 + 5 * this.heat(time) + this.own(400 + quantity.index, 2, time, 0.4);
      case "fan":
        return this.fan(quantity.index, time);
      case "total-power":
        return this.wattsAt(time);
      case "utilisation":
        return this.loadAt(time) * 100;
      case "supply-watts":
        return this.supplyWatts(quantity.index, time);
      case "supply-amperes":
        return this.supplyWatts(quantity.index, time) / (0.95 * this.mains(quantity.index, time));
      case "supply-volts":
        return this.isSupplyDead(quantity.index) ? 0 : this.mains(quantity.index, time);
      case "supply-heat":
        return this.inlet(time) + 6 + 10 * this.heat(time) + this.own(500 + quantity.index, 2, time, 0.4);
      case "rail":
        return this.rail(quantity.index, quantity.volts, time);
      case "satellite-rail":
        return 12 * (1 + this.own(700 + quantity.index, 0.006, time, 0.002));
    }
  }

  private inlet(time: number): number {
    const day = 1.5 * Math.sin((time / (24 * 60 * MINUTE)) * 2 * Math.PI);
    return (
      21 + 3 * fraction(this.seed, Place.Room) + day + this.roomHeat.at(time) + this.jitter(4, time, 0.3)
    );
  }

  /** 0–1: load with the inertia of metal, times how far the machine has warmed up. */
  private heat(time: number): number {
    let sum = 0;
    for (let step = 0; step < 4; step++) sum += this.loadAt(time - step * 25_000);
    return this.warmth.at(time) * (0.35 + 0.65 * (sum / 4));
  }

  private processor(index: number, time: number): number {
    const cooling = this.trouble.indexOf("fan-failure", this.chassis.fans) >= 0 ? 6 : 0;
    const rise = (38 + cooling) * this.heat(time);
    return this.inlet(time) + 4 + rise + this.own(200 + index, 2, time, 0.8);
  }

  private fan(index: number, time: number): number {
    const { fans, fanIdleRpm, fanPeakRpm } = this.chassis;
    const failed = this.trouble.indexOf("fan-failure", fans);
    if (failed === index) return 0;
    const demand = (this.inlet(time) + 38 * this.heat(time) - 40) / 55;
    const drive = failed >= 0 ? Math.max(0.85, demand) : Math.max(0, Math.min(1, demand));
    const rpm = fanIdleRpm + (fanPeakRpm - fanIdleRpm) * drive;
    return this.spin.at(time) * rpm * (1 + this.own(600 + index, 0.02, time, 0.006));
  }

  private isSupplyDead(index: number): boolean {
    return this.trouble.indexOf("psu-lost", this.chassis.supplies) === index;
  }

  private supplyWatts(index: number, time: number): number {
    const { supplies } = this.chassis;
    const lost = this.trouble.indexOf("psu-lost", supplies);
    const failed = this.trouble.indexOf("psu-failed", supplies);
    if (index === lost || index === failed) return 0;
    const working = supplies - Number(lost >= 0) - Number(failed >= 0 && failed !== lost);
    const share = (1 + this.own(800 + index, 0.03, time, 0.004)) / Math.max(1, working);
    return this.wattsAt(time) * share;
  }

  private mains(index: number, time: number): number {
    return 230 + this.own(900 + index, 2, time, 1);
  }

  private rail(index: number, volts: number, time: number): number {
    const drop = this.trouble.indexOf("voltage-drop", RAILS_AND_SUPPLIES) === index ? 0.86 : 1;
    return volts * drop * (1 + this.own(100 + index, 0.008, time, 0.003));
  }

  /** What makes one of several like things different from the others, and its noise. */
  private own(place: number, spread: number, time: number, noise: number): number {
    return (fraction(this.seed, Place.Own + place) * 2 - 1) * spread + this.jitter(place, time, noise);
  }

  private jitter(place: number, time: number, height: number): number {
    return height * smoothNoise(this.seed, Place.Jitter + place, time / 5000);
  }
}
