import type { Sensor } from "@/lib/contracts/sensor";

const groupByType: Readonly<Record<string, Sensor["group"]>> = {
  Temperature: "temperature",
  Voltage: "voltage",
  Battery: "voltage",
  Current: "current",
  Fan: "fan",
  "Cooling Device": "fan",
  Processor: "processor",
  Memory: "memory",
  "Power Supply": "power-supply",
  "Power Unit": "power",
  "Drive Slot": "storage",
};

const groupByUnit: Readonly<Record<string, Sensor["group"]>> = {
  "°C": "temperature",
  "°F": "temperature",
  K: "temperature",
  RPM: "fan",
  CFM: "fan",
  V: "voltage",
  A: "current",
  W: "power",
  VA: "power",
};

/** A unit says more than a type: power supplies report temperatures, watts and revolutions. */
export function sensorGroup(type: string, unit: string): Sensor["group"] {
  return groupByUnit[unit] ?? groupByType[type] ?? "other";
}

const SIGNIFICANT_DIGITS = 6;

/** Without the binary noise of the conversion; eight bits hold less than six digits. */
export function roundReading(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

const SMALLEST_WITH_TWO_DECIMALS = 0.01;

/** As ipmitool writes it: whole numbers without, others with two decimals; what those would hide with two digits. */
export function readingText(value: number, unit: string): string {
  const number = readingNumber(value);
  return unit === "" ? number : `${number} ${unit}`;
}

function readingNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < SMALLEST_WITH_TWO_DECIMALS ? value.toPrecision(2) : value.toFixed(2);
}
