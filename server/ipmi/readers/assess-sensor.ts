import type { SensorReading } from "../commands/sensor-event/get-sensor-reading";
import type { RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { convert } from "../records/conversion";
import { discreteStates } from "../records/discrete-state";
import { hexByte } from "../records/hex-byte";
import { quantityText } from "../records/quantity";
import { type SensorRecord, sensorKey, THRESHOLD_EVENT_TYPE } from "../records/sdr/sensor-record";
import { worst } from "../records/severity";
import {
  convertThresholds,
  filledThresholds,
  stateFromComparison,
  stateFromThresholds,
  type ThresholdState,
  type Thresholds,
} from "../records/threshold-state";
import { unitText } from "../records/units";
import type { VendorKnowledge } from "../records/vendor-knowledge";
import type { SensorAvailability, SensorResult } from "./sensor-result";

/** A sensor of which there is no reading. */
export function unreadableSensor(
  record: SensorRecord,
  availability: SensorAvailability,
  reason: string,
): SensorResult {
  return {
    record,
    key: sensorKey(record.owner, record.number),
    availability,
    reason,
    raw: null,
    value: null,
    unit: unitText(record.units),
    text: "",
    states: [],
    thresholds: null,
    state: null,
    bmcState: null,
    severity: "unknown",
    range: rangeOf(record),
  };
}

export interface AssessOptions {
  /** Show the value of discrete sensors with factors even when they have no unit (FreeIPMI's `discretereading`). */
  readonly discreteValues?: boolean;
  /** Gives OEM sensors words. */
  readonly vendor?: VendorKnowledge | null;
}

/** What a reading means. `rawThresholds` as the BMC gave them. */
export function assessSensor(
  record: SensorRecord,
  reading: SensorReading,
  rawThresholds: RawThresholds | null,
  { discreteValues = false, vendor = null }: AssessOptions = {},
): SensorResult {
  if (reading.unavailable) return unreadableSensor(record, "unavailable", "the BMC has no reading now");
  if (!reading.scanningEnabled) return unreadableSensor(record, "disabled", "the BMC does not scan it");
  const analog = record.eventType === THRESHOLD_EVENT_TYPE;
  if (analog) return assessThreshold(record, reading, rawThresholds);
  const measured = discreteValues || unitText(record.units) !== "";
  return assessDiscrete(record, reading, measured, vendor);
}

function assessThreshold(
  record: SensorRecord,
  reading: SensorReading,
  rawThresholds: RawThresholds | null,
): SensorResult {
  const { conversion } = record;
  const value = measuredValue(record, reading.raw);
  const thresholds =
    conversion === null || rawThresholds === null ? null : convertThresholds(rawThresholds, conversion);
  const state = judge(record, value, rawThresholds);
  const bmcState = reading.states === null ? null : stateFromComparison(reading.states, record.readingMask);
  return {
    ...unreadableSensor(record, "ok", ""),
    raw: reading.raw,
    value,
    text: value === null ? rawText(record, reading.raw) : quantityText(value, record),
    thresholds: hasAny(thresholds) ? thresholds : null,
    state,
    bmcState,
    severity: (state ?? bmcState)?.severity ?? "unknown",
  };
}

function judge(
  record: SensorRecord,
  value: number | null,
  rawThresholds: RawThresholds | null,
): ThresholdState | null {
  const { conversion } = record;
  if (value === null || conversion === null || rawThresholds === null) return null;
  const filled = convertThresholds(filledThresholds(rawThresholds, conversion.format), conversion);
  return hasAny(filled) ? stateFromThresholds(value, filled) : null;
}

/** Some boards give discrete sensors a unit and factors, and mean them: both are shown. */
function assessDiscrete(
  record: SensorRecord,
  reading: SensorReading,
  measured: boolean,
  vendor: VendorKnowledge | null,
): SensorResult {
  const states = discreteStates(record, reading.states ?? 0, vendor);
  const value = measured ? measuredValue(record, reading.raw) : null;
  const words = states.map(({ text }) => text);
  return {
    ...unreadableSensor(record, "ok", ""),
    raw: reading.raw,
    value,
    text: [...(value === null ? [] : [quantityText(value, record)]), ...words].join(", "),
    states,
    severity: worst(states.map(({ severity }) => severity)),
  };
}

function measuredValue({ conversion }: SensorRecord, raw: number): number | null {
  return conversion === null ? null : convert(raw, conversion);
}

/** Readings that cannot be converted (non-linear sensors, formulas without a value there) are shown as they are. */
function rawText({ conversion }: SensorRecord, raw: number): string {
  return conversion === null ? "" : `raw ${hexByte(raw)}`;
}

function hasAny(thresholds: Thresholds | null): boolean {
  return thresholds !== null && Object.values(thresholds).some((threshold) => threshold !== null);
}

/** The record's sensor range; its ends swap places for decreasing conversions. */
function rangeOf({ conversion, range }: SensorRecord): { min: number; max: number } | null {
  if (conversion === null || range === null) return null;
  const ends = [convert(range.minimum, conversion), convert(range.maximum, conversion)];
  const [a, b] = ends;
  if (a === null || b === null || a === undefined || b === undefined || a === b) return null;
  return { min: Math.min(a, b), max: Math.max(a, b) };
}
