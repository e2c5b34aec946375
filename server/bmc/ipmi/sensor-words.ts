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
