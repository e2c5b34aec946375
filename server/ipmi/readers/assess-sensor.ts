import type { SensorReading } from "../commands/sensor-event/get-sensor-reading";
import type { RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { convert } from "../records/conversion";
import { discreteStates } from "../records/discrete-state";
import { hexByte } from "../records/hex-byte";
import { quantityText } from "../records/quantity";
import { type SensorRecord, THRESHOLD_EVENT_TYPE } from "../records/sdr/sensor-record";
import { worst } from "../records/severity";
import { stateFromComparison, stateFromThresholds } from "../records/threshold-state";
import type { VendorKnowledge } from "../records/vendor-knowledge";
import { recordFacts } from "./record-facts";
import type { SensorAvailability, SensorResult } from "./sensor-result";
import { thresholdMeaning } from "./threshold-meaning";

/** Of most sensors, hundreds of thousands in a large fleet. */
const NO_STATES: SensorResult["states"] = [];

/** A sensor of which there is no reading. */
export function unreadableSensor(
  record: SensorRecord,
  availability: SensorAvailability,
  reason: string,
): SensorResult {
  return {
    record,
    ...recordFacts(record),
    availability,
    reason,
    raw: null,
    value: null,
    text: "",
    states: NO_STATES,
    thresholds: null,
    state: null,
    bmcState: null,
    severity: "unknown",
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
  const measured = discreteValues || recordFacts(record).unit !== "";
  return assessDiscrete(record, reading, measured, vendor);
}

function assessThreshold(
  record: SensorRecord,
  reading: SensorReading,
  rawThresholds: RawThresholds | null,
): SensorResult {
  const { conversion } = record;
  const value = measuredValue(record, reading.raw);
  const meaning =
    conversion === null || rawThresholds === null ? null : thresholdMeaning(rawThresholds, conversion);
  const judging = meaning?.judging ?? null;
  const state = value === null || judging === null ? null : stateFromThresholds(value, judging);
  const bmcState = reading.states === null ? null : stateFromComparison(reading.states, record.readingMask);
  return {
    ...unreadableSensor(record, "ok", ""),
    raw: reading.raw,
    value,
    text: value === null ? rawText(record, reading.raw) : quantityText(value, record),
    thresholds: meaning?.shown ?? null,
    state,
    bmcState,
    severity: (state ?? bmcState)?.severity ?? "unknown",
  };
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
