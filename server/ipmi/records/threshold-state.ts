import type { RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { type AnalogFormat, type Conversion, convert } from "./conversion";
import type { Severity } from "./severity";

/** Thresholds in the sensor's unit; null where not readable or not convertible. */
export type Thresholds = { readonly [Name in keyof RawThresholds]: number | null };

/** Where a reading stands among its thresholds, in words. */
export interface ThresholdState {
  readonly text: string;
  readonly severity: Severity;
}

interface Level extends ThresholdState {
  readonly threshold: keyof RawThresholds;
  readonly side: "lower" | "upper";
  /** Bit of Get Sensor Reading's comparison status (IPMI 2.0 §35.14). */
  readonly bit: number;
}

/** Worst first: the first that applies is the state. */
const levels: readonly Level[] = [
  level("upperNonRecoverable", "upper", 5, "above upper non-recoverable", "critical"),
  level("lowerNonRecoverable", "lower", 2, "below lower non-recoverable", "critical"),
  level("upperCritical", "upper", 4, "above upper critical", "critical"),
  level("lowerCritical", "lower", 1, "below lower critical", "critical"),
  level("upperNonCritical", "upper", 3, "above upper non-critical", "warning"),
  level("lowerNonCritical", "lower", 0, "below lower non-critical", "warning"),
];

const ok: ThresholdState = { text: "", severity: "ok" };

function level(
  threshold: keyof RawThresholds,
  side: "lower" | "upper",
  bit: number,
  text: string,
  severity: Severity,
): Level {
  return { threshold, side, bit, text, severity };
}

export function convertThresholds(raw: RawThresholds, conversion: Conversion): Thresholds {
  const value = (threshold: number | null) => (threshold === null ? null : convert(threshold, conversion));
  return {
    lowerNonCritical: value(raw.lowerNonCritical),
    lowerCritical: value(raw.lowerCritical),
    lowerNonRecoverable: value(raw.lowerNonRecoverable),
    upperNonCritical: value(raw.upperNonCritical),
    upperCritical: value(raw.upperCritical),
    upperNonRecoverable: value(raw.upperNonRecoverable),
  };
}

/**
 * The raw thresholds that can mean something: an upper one at the bottom of the range, or a lower one at its top, is a
 * field nobody filled in.
 */
export function filledThresholds(raw: RawThresholds, format: AnalogFormat): RawThresholds {
  const [bottom, top] = format === "unsigned" ? [0x00, 0xff] : [0x80, 0x7f];
  const lower = (value: number | null) => (value === top ? null : value);
  const upper = (value: number | null) => (value === bottom ? null : value);
  return {
    lowerNonCritical: lower(raw.lowerNonCritical),
    lowerCritical: lower(raw.lowerCritical),
    lowerNonRecoverable: lower(raw.lowerNonRecoverable),
    upperNonCritical: upper(raw.upperNonCritical),
    upperCritical: upper(raw.upperCritical),
    upperNonRecoverable: upper(raw.upperNonRecoverable),
  };
}

/**
 * Our own judgement of a reading, hysteresis aside. Null when the thresholds contradict each other (upper below lower,
 * critical inside non-critical), as they do on some boards: then the BMC's own state is all there is.
 */
export function stateFromThresholds(value: number, thresholds: Thresholds): ThresholdState | null {
  if (!inOrder(thresholds)) return null;
  for (const { threshold, side, text, severity } of levels) {
    const limit = thresholds[threshold];
    if (limit !== null && (side === "upper" ? value >= limit : value <= limit)) return { text, severity };
  }
  return ok;
}

/** The BMC's judgement: comparison status of Get Sensor Reading, only of the thresholds the record says exist. */
export function stateFromComparison(status: number, existing: number): ThresholdState {
  const bits = status & existing;
  const found = levels.find(({ bit }) => (bits & (1 << bit)) !== 0);
  return found === undefined ? ok : { text: found.text, severity: found.severity };
}

/** Lower non-recoverable ≤ critical ≤ non-critical < upper non-critical ≤ critical ≤ non-recoverable. */
function inOrder(thresholds: Thresholds): boolean {
  const lower = known([
    thresholds.lowerNonRecoverable,
    thresholds.lowerCritical,
    thresholds.lowerNonCritical,
  ]);
  const upper = known([
    thresholds.upperNonCritical,
    thresholds.upperCritical,
    thresholds.upperNonRecoverable,
  ]);
  const top = lower.at(-1);
  const bottom = upper[0];
  return ascending(lower) && ascending(upper) && (top === undefined || bottom === undefined || top < bottom);
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}

function ascending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));
}
