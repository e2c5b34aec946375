/** What a profile says of its sensors: immutable, one table for all machines of a profile. */

/** Thresholds in the order of the reading masks (IPMI 2.0 §35.8). */
export const thresholdNames = [
  "lowerNonCritical",
  "lowerCritical",
  "lowerNonRecoverable",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
] as const;
export type ThresholdName = (typeof thresholdNames)[number];

/** What an analog sensor measures. `index` counts from 0. */
export type Quantity =
  | { readonly of: "inlet" | "exhaust" | "board" | "total-power" | "utilisation" | "satellite-board" }
  | { readonly of: "processor" | "memory" | "drive" | "fan" | "satellite-rail"; readonly index: number }
  | {
      readonly of: "supply-watts" | "supply-amperes" | "supply-volts" | "supply-heat";
      readonly index: number;
    }
  | { readonly of: "rail"; readonly index: number; readonly volts: number; readonly standby?: boolean };

/** What a discrete sensor watches. */
export type Circumstance =
  | {
      readonly of:
        | "intrusion"
        | "power-unit"
        | "acpi"
        | "watchdog"
        | "event-log"
        | "memory"
        | "supply-redundancy"
        | "fan-redundancy"
        | "system-boot"
        | "os-boot"
        | "os-stop"
        | "battery"
        | "identify";
    }
  | { readonly of: "supply" | "drive" | "processor"; readonly index: number };

interface SensorBase {
  readonly name: string;
  /** Entity id and instance (IPMI 2.0 table 43-13). */
  readonly entity: readonly [id: number, instance: number];
  /** Table 42-3. */
  readonly type: number;
}

export interface AnalogSensor extends SensorBase {
  readonly kind: "analog";
  readonly quantity: Quantity;
  /** Base unit (table 43-15). */
  readonly unit: number;
  readonly percentage?: boolean;
  /** reading = (m·raw + b·10^bExponent)·10^exponent. */
  readonly m: number;
  readonly b?: number;
  readonly bExponent?: number;
  readonly exponent: number;
  readonly thresholds: Readonly<Partial<Record<ThresholdName, number>>>;
  /** In raw counts. */
  readonly hysteresis: number;
  /** Has no reading while the host is off. */
  readonly needsPower: boolean;
}

export interface DiscreteSensor extends SensorBase {
  readonly kind: "discrete";
  readonly circumstance: Circumstance;
  /** 6Fh, or a generic type (table 42-1). */
  readonly eventType: number;
  /** The states it knows, bit by offset. */
  readonly states: number;
  /** Only tells events, cannot be read: an event-only record. */
  readonly eventOnly?: boolean;
}

export type Sensor = AnalogSensor | DiscreteSensor;

/** A sensor with its place in a controller. */
export interface PlacedSensor {
  readonly sensor: Sensor;
  /** Position in the controller's table. */
  readonly position: number;
  readonly number: number;
  readonly lun: number;
  /** Raw thresholds, in the order of `thresholdNames`; 0 where there is none. */
  readonly thresholds: Uint8Array;
  /** Bit by threshold: which exist. */
  readonly thresholdMask: number;
  /** Event bits that may be raised: table 42-2's offsets for thresholds, states otherwise. */
  readonly eventMask: number;
}

const SENSORS_A_LUN = 254;
const luns = [0, 1, 3] as const;
export const MOST_SENSORS = SENSORS_A_LUN * luns.length;

/** The event offset of each threshold in the direction that is bad (IPMI 2.0 table 42-2). */
export const thresholdEvents = [0, 2, 4, 7, 9, 11] as const;

/** Gives sensors their numbers, 1 to 254 on each of LUN 0, 1 and 3. */
export function place(sensors: readonly Sensor[]): readonly PlacedSensor[] {
  return sensors.slice(0, MOST_SENSORS).map((sensor, position) => {
    const thresholds = new Uint8Array(thresholdNames.length);
    let thresholdMask = 0;
    let eventMask = sensor.kind === "discrete" ? sensor.states : 0;
    if (sensor.kind === "analog") {
      for (const [bit, name] of thresholdNames.entries()) {
        const value = sensor.thresholds[name];
        if (value === undefined) continue;
        thresholds[bit] = rawReading(sensor, value);
        thresholdMask |= 1 << bit;
        eventMask |= 1 << (thresholdEvents[bit] ?? 0);
      }
    }
    return {
      sensor,
      position,
      number: (position % SENSORS_A_LUN) + 1,
      lun: luns[Math.floor(position / SENSORS_A_LUN)] ?? 0,
      thresholds,
      thresholdMask,
      eventMask,
    };
  });
}

/** A value in the sensor's unit as its raw byte, held inside 0–255. */
export function rawReading(sensor: AnalogSensor, value: number): number {
  const offset = (sensor.b ?? 0) * 10 ** (sensor.bExponent ?? 0);
  const raw = Math.round((value / 10 ** sensor.exponent - offset) / sensor.m);
  return Math.max(0, Math.min(255, raw));
}
