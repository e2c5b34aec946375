import type { AnalogSensor, Circumstance, DiscreteSensor, Quantity, Sensor } from "../machine/sensors/sensor";

/** Building blocks of the profiles' sensor tables. */

/** Entity ids (IPMI 2.0 table 43-13). */
export const Entity = {
  Processor: 3,
  Disk: 4,
  SystemBoard: 7,
  PowerSupply: 10,
  PowerUnit: 19,
  Backplane: 15,
  Fan: 29,
  Memory: 32,
  Battery: 40,
  Inlet: 55,
} as const;

/** Sensor types (table 42-3). */
export const SensorType = {
  Temperature: 0x01,
  Voltage: 0x02,
  Current: 0x03,
  Fan: 0x04,
  Intrusion: 0x05,
  Processor: 0x07,
  PowerSupply: 0x08,
  PowerUnit: 0x09,
  Other: 0x0b,
  Memory: 0x0c,
  Drive: 0x0d,
  EventLog: 0x10,
  SystemBoot: 0x1d,
  OsBoot: 0x1f,
  OsStop: 0x20,
  Acpi: 0x22,
  Watchdog: 0x23,
  Battery: 0x29,
} as const;

/** Units (table 43-15). */
const Unit = { Unspecified: 0, Celsius: 1, Volts: 4, Amperes: 5, Watts: 6, Rpm: 18 } as const;

type Limits = AnalogSensor["thresholds"];
type EntityRef = readonly [id: number, instance: number];

/** Degrees in counts of one from −128, as Dell and others store them. */
export function temperature(
  name: string,
  entity: EntityRef,
  quantity: Quantity,
  limits: Limits,
  needsPower = false,
): AnalogSensor {
  const shape = { unit: Unit.Celsius, m: 1, b: -128, exponent: 0, hysteresis: 1 };
  return {
    kind: "analog",
    name,
    entity,
    type: SensorType.Temperature,
    quantity,
    thresholds: limits,
    needsPower,
    ...shape,
  };
}

/** Speeds in steps of `step` RPM, at most 511. */
export function fan(name: string, index: number, step: number, limits: Limits): AnalogSensor {
  return {
    kind: "analog",
    name,
    entity: [Entity.Fan, index + 1],
    type: SensorType.Fan,
    quantity: { of: "fan", index },
    unit: Unit.Rpm,
    m: step,
    exponent: 0,
    thresholds: limits,
    hysteresis: 2,
    needsPower: true,
  };
}

/** A rail within ±5 % (warning) and ±10 % (critical); counts of about half a per cent of it. */
export function rail(name: string, index: number, volts: number, standby = false): AnalogSensor {
  const step = Math.max(1, Math.round((volts / 160) * 1000));
  const limit = (share: number) => Number((volts * share).toFixed(3));
  return {
    kind: "analog",
    name,
    entity: [Entity.SystemBoard, 1],
    type: SensorType.Voltage,
    quantity: { of: "rail", index, volts },
    unit: Unit.Volts,
    m: step,
    exponent: -3,
    thresholds: {
      lowerCritical: limit(0.9),
      lowerNonCritical: limit(0.95),
      upperNonCritical: limit(1.05),
      upperCritical: limit(1.1),
    },
    hysteresis: 1,
    needsPower: !standby,
  };
}

/** Watts in steps of `step`. */
export function power(
  name: string,
  entity: EntityRef,
  quantity: Quantity,
  step: number,
  limits: Limits = {},
): AnalogSensor {
  const shape = { unit: Unit.Watts, m: step, exponent: 0, hysteresis: 1, needsPower: false };
  return { kind: "analog", name, entity, type: SensorType.Other, quantity, thresholds: limits, ...shape };
}

/** Amperes in steps of 0.04. */
export function current(name: string, entity: EntityRef, index: number, limits: Limits = {}): AnalogSensor {
  const shape = { unit: Unit.Amperes, m: 4, exponent: -2, hysteresis: 1, needsPower: false };
  const quantity = { of: "supply-amperes", index } as const;
  return { kind: "analog", name, entity, type: SensorType.Current, quantity, thresholds: limits, ...shape };
}

/** Mains volts in steps of 2. */
export function mainsVoltage(name: string, entity: EntityRef, index: number): AnalogSensor {
  const shape = { unit: Unit.Volts, m: 2, exponent: 0, hysteresis: 1, needsPower: false };
  const quantity = { of: "supply-volts", index } as const;
  return { kind: "analog", name, entity, type: SensorType.Voltage, quantity, thresholds: {}, ...shape };
}

export function utilisation(name: string): AnalogSensor {
  const shape = { unit: Unit.Unspecified, m: 1, exponent: 0, hysteresis: 1, needsPower: true };
  return {
    kind: "analog",
    name,
    entity: [Entity.SystemBoard, 1],
    type: SensorType.Other,
    quantity: { of: "utilisation" },
    thresholds: {},
    percentage: true,
    ...shape,
  };
}

interface DiscreteShape {
  readonly type: number;
  readonly eventType: number;
  readonly states: number;
  readonly eventOnly?: boolean;
}

const SPECIFIC = 0x6f;
const REDUNDANCY = 0x0b;

const discreteShapes: Readonly<Record<Circumstance["of"], DiscreteShape>> = {
  intrusion: { type: SensorType.Intrusion, eventType: SPECIFIC, states: 0x01 },
  "power-unit": { type: SensorType.PowerUnit, eventType: SPECIFIC, states: 0x03 },
  acpi: { type: SensorType.Acpi, eventType: SPECIFIC, states: 0x21 },
  watchdog: { type: SensorType.Watchdog, eventType: SPECIFIC, states: 0x0f },
  "event-log": { type: SensorType.EventLog, eventType: SPECIFIC, states: 0x34 },
  memory: { type: SensorType.Memory, eventType: SPECIFIC, states: 0x23 },
  "supply-redundancy": { type: SensorType.PowerUnit, eventType: REDUNDANCY, states: 0x03 },
  "fan-redundancy": { type: SensorType.Fan, eventType: REDUNDANCY, states: 0x03 },
  "system-boot": { type: SensorType.SystemBoot, eventType: SPECIFIC, states: 0x07, eventOnly: true },
  "os-boot": { type: SensorType.OsBoot, eventType: SPECIFIC, states: 0x02, eventOnly: true },
  "os-stop": { type: SensorType.OsStop, eventType: SPECIFIC, states: 0x0b, eventOnly: true },
  battery: { type: SensorType.Battery, eventType: SPECIFIC, states: 0x04 },
  identify: { type: 0xc0, eventType: SPECIFIC, states: 0x01 },
  supply: { type: SensorType.PowerSupply, eventType: SPECIFIC, states: 0x0b },
  drive: { type: SensorType.Drive, eventType: SPECIFIC, states: 0x03 },
  processor: { type: SensorType.Processor, eventType: SPECIFIC, states: 0x83 },
};

export function discrete(
  name: string,
  entity: EntityRef,
  of: Exclude<Circumstance["of"], "supply" | "drive" | "processor">,
): DiscreteSensor {
  return { kind: "discrete", name, entity, circumstance: { of }, ...discreteShapes[of] };
}

export function indexed(
  name: string,
  entity: EntityRef,
  of: "supply" | "drive" | "processor",
  index: number,
): DiscreteSensor {
  return { kind: "discrete", name, entity, circumstance: { of, index }, ...discreteShapes[of] };
}

/** The first `count` of a table; past its end, `more` makes them up one by one. */
export function fill(
  table: readonly Sensor[],
  count: number,
  more: (index: number) => Sensor,
): readonly Sensor[] {
  const extra = Math.max(0, count - table.length);
  return [...table.slice(0, count), ...Array.from({ length: extra }, (_, index) => more(index))];
}

/** Most big machines have more memory modules, drives and fans, in turn. */
export function spare(
  index: number,
  names: { readonly memory: (n: number) => string; readonly drive: (n: number) => string },
): Sensor {
  const n = Math.floor(index / 2) + 1;
  const instance = ((n - 1) % 0x5f) + 1;
  return index % 2 === 0
    ? temperature(
        names.memory(n),
        [Entity.Memory, instance],
        { of: "memory", index: n },
        { upperNonCritical: 83, upperCritical: 88 },
        true,
      )
    : temperature(
        names.drive(n),
        [Entity.Disk, instance],
        { of: "drive", index: n },
        { upperNonCritical: 60, upperCritical: 65 },
      );
}
