import type { RawThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import type { Conversion } from "../records/conversion";
import { convertThresholds, filledThresholds, type Thresholds } from "../records/threshold-state";

/** A sensor's thresholds in its unit; null when it has none. */
export interface ThresholdMeaning {
  /** As the BMC has them. */
  readonly shown: Thresholds | null;
  /** Those that somebody filled in: what a value is judged by. */
  readonly judging: Thresholds | null;
}

/** Hosts with equal repositories share a conversion; their thresholds rarely differ. */
const MOST_KEPT = 16;
const known = new WeakMap<Conversion, Map<string, ThresholdMeaning>>();

/** What thresholds mean, worked out once: equal ones of one sensor are the same objects. */
export function thresholdMeaning(raw: RawThresholds, conversion: Conversion): ThresholdMeaning {
  let kept = known.get(conversion);
  if (kept === undefined || kept.size > MOST_KEPT) {
    kept = new Map();
    known.set(conversion, kept);
  }
  const key = keyOf(raw);
  let meaning = kept.get(key);
  if (meaning === undefined) {
    const filled = filledThresholds(raw, conversion.format);
    meaning = { shown: anyOf(raw, conversion), judging: anyOf(filled, conversion) };
    kept.set(key, meaning);
  }
  return meaning;
}

function anyOf(raw: RawThresholds, conversion: Conversion): Thresholds | null {
  const thresholds = convertThresholds(raw, conversion);
  return Object.values(thresholds).some((threshold) => threshold !== null) ? thresholds : null;
}

function keyOf(raw: RawThresholds): string {
  return [
    raw.lowerNonCritical,
    raw.lowerCritical,
    raw.lowerNonRecoverable,
    raw.upperNonCritical,
    raw.upperCritical,
    raw.upperNonRecoverable,
  ].join();
}
