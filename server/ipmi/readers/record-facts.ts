import { convert } from "../records/conversion";
import { type SensorRecord, sensorKey } from "../records/sdr/sensor-record";
import { unitText } from "../records/units";
import type { SensorResult } from "./sensor-result";

type RecordFacts = Pick<SensorResult, "key" | "unit" | "range">;

/** Records are read thousands of times, and hosts with equal repositories share them. */
const known = new WeakMap<SensorRecord, RecordFacts>();

/** What of a sensor's readings is always the same. */
export function recordFacts(record: SensorRecord): RecordFacts {
  const facts = known.get(record);
  if (facts !== undefined) return facts;
  const made = {
    key: sensorKey(record.owner, record.number),
    unit: unitText(record.units),
    range: rangeOf(record),
  };
  known.set(record, made);
  return made;
}

/** The record's sensor range; its ends swap places for decreasing conversions. */
function rangeOf({ conversion, range }: SensorRecord): { min: number; max: number } | null {
  if (conversion === null || range === null) return null;
  const ends = [convert(range.minimum, conversion), convert(range.maximum, conversion)];
  const [a, b] = ends;
  if (a === null || b === null || a === undefined || b === undefined || a === b) return null;
  return { min: Math.min(a, b), max: Math.max(a, b) };
}
