import { THRESHOLD_EVENT_TYPE } from "@/server/ipmi/records/sdr/sensor-record";
import { asShort } from "./decimal";
import { statesIn } from "./event-words";
import type { SensorEntry } from "./sensor-entry";
import type { SensorReading } from "./sensor-reader";
import { thresholdStatus } from "./threshold-status";

/** ipmitool writes readings into a buffer of sixteen characters. */
const LONGEST = 15;
const COLUMN = 17;

/** A line of `sdr list`. */
export function briefLine({ record, name }: SensorEntry, reading: SensorReading): string {
  const status = isThreshold(record) ? thresholdStatus(reading, "brief", "ns") : reading.valid ? "ok" : "ns";
  return `${name.padEnd(16)} | ${briefValue(record.kind === "full-sensor", reading).padEnd(COLUMN)} | ${status}\n`;
}

function briefValue(full: boolean, reading: SensorReading): string {
  if (reading.valid) return reading.analog ? analogText(reading) : `0x${hexByte(reading.states[0])}`;
  if (!full) return "Not Readable";
  return reading.scanningDisabled ? "disabled" : "no reading";
}

/** A line of `sdr elist`. */
export function extendedLine({ record, name }: SensorEntry, reading: SensorReading): string {
  const status = isThreshold(record)
    ? thresholdStatus(reading, "extended", "ns")
    : reading.valid
      ? "ok"
      : "ns";
  return `${[
    name.padEnd(16),
    `${hexByte(record.number).toUpperCase()}h`,
    status.padEnd(3),
    entityColumn(record.entity),
    extendedValue({ record }, reading),
  ].join(" | ")}\n`;
}

function extendedValue({ record }: Pick<SensorEntry, "record">, reading: SensorReading): string {
  if (!reading.valid) return reading.scanningDisabled ? "Disabled" : "No Reading";
  if (isThreshold(record) && reading.analog) return analogText(reading);
  const states = statesText(record, reading);
  const analog = reading.analog ? `${shortValue(reading, 2)} ${reading.analog.unit}` : "";
  return analog !== "" && stateBits(reading) !== 0 ? `${analog}, ${states}` : `${analog}${states}`;
}

/** The states that hold, as `sdr elist` joins them. */
export function statesText({ sensorType, eventType }: SensorEntry["record"], reading: SensorReading): string {
  return statesIn(sensorType, eventType, stateBits(reading)).join(", ");
}

export function stateBits({ states: [low, high] }: SensorReading): number {
  return low | ((high & 0x7f) << 8);
}

/** The value as ipmitool keeps it for lists: `decimals` unless whole, fifteen characters at the most. */
export function shortValue({ analog }: SensorReading, decimals: number): string {
  return analog === null ? "" : asShort(analog.value, decimals).slice(0, LONGEST);
}

export function isThreshold({ eventType }: { readonly eventType: number }): boolean {
  return eventType === THRESHOLD_EVENT_TYPE;
}

export function entityColumn({ id, instance }: { readonly id: number; readonly instance: number }): string {
  return `${String(id).padStart(2)}.${instance}`;
}

export function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

function analogText(reading: SensorReading): string {
  return `${shortValue(reading, 2)} ${reading.analog?.unit ?? ""}`.slice(0, LONGEST);
}
