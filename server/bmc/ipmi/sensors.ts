import type { Sensor, Thresholds } from "@/lib/contracts/sensor";
import {
  entityText,
  type SensorResult,
  type SensorScanner,
  sensorTypeName,
  THRESHOLD_EVENT_TYPE,
  type Vendor,
} from "@/server/ipmi";
import type { SensorReader } from "../capabilities";
import type { Calls } from "./calls";
import type { RepositoryCache } from "./repository-cache";
import { roundReading, sensorGroup } from "./sensor-words";

/** Thresholds are asked for anew so often: somebody may have set others in the BMC. */
export const THRESHOLDS_LIFETIME_MS = 1_800_000;

/** What reading sensors needs of the repository. */
export interface ScannerSource {
  current(...args: Parameters<RepositoryCache["current"]>): Promise<{
    readonly scanner: Pick<SensorScanner, "read" | "forgetThresholds">;
    readonly vendor: Vendor | null;
  }>;
}

/** `now`: monotonic milliseconds. */
export function ipmiSensors(
  calls: Pick<Calls, "bulk">,
  repository: ScannerSource,
  now: () => number,
): SensorReader {
  let thresholdsSince = now();
  let before: readonly Sensor[] = [];
  return {
    read: (deadline) =>
      calls.bulk(deadline, async (bmc, options) => {
        const { scanner, vendor } = await repository.current(bmc, options);
        if (now() - thresholdsSince >= THRESHOLDS_LIFETIME_MS) {
          scanner.forgetThresholds();
          thresholdsSince = now();
        }
        before = unchangedKept(before, toSensors(await scanner.read(bmc, options), vendor));
        return before;
      }),
  };
}

/** Some boards number two sensors alike (quirk S18): the later one is told apart by its record. */
export function toSensors(results: readonly SensorResult[], vendor: Vendor | null = null): readonly Sensor[] {
  const taken = new Set<string>();
  return results.map((result) => {
    const id = taken.has(result.key) ? `${result.key}-r${result.record.recordId}` : result.key;
    taken.add(id);
    return toSensor(id, result, vendor);
  });
}

/** A sensor that reads as before stays the same object: most do, and old objects are cheaper than new ones. */
export function unchangedKept(before: readonly Sensor[], now: readonly Sensor[]): readonly Sensor[] {
  return now.map((sensor, index) => {
    const old = before[index];
    return old !== undefined && isUnchanged(old, sensor) ? old : sensor;
  });
}

function isUnchanged(old: Sensor, sensor: Sensor): boolean {
  return (Object.keys(sensor) as (keyof Sensor)[]).every(
    (field) => old[field] === sensor[field] || (field === "states" && sameStates(old, sensor)),
  );
}

function sameStates({ states: old }: Sensor, { states }: Sensor): boolean {
  return old.length === states.length && states.every((state, index) => isSame(state, old[index]));
}

function isSame(one: Sensor["states"][number], other: Sensor["states"][number] | undefined): boolean {
  return one.offset === other?.offset && one.text === other.text && one.severity === other.severity;
}

/** What is the same in every reading of a record. */
type SensorFacts = Pick<Sensor, "name" | "type" | "group" | "entity" | "kind" | "range">;

/** Records are shared by hosts with equal repositories, and so is what is made from them. */
const known = new WeakMap<
  SensorResult["record"],
  { readonly vendor: Vendor | null; readonly facts: SensorFacts }
>();

function factsOf({ record, unit, range }: SensorResult, vendor: Vendor | null): SensorFacts {
  const kept = known.get(record);
  if (kept !== undefined && kept.vendor === vendor) return kept.facts;
  const type = vendor?.sensorType(record.sensorType) ?? sensorTypeName(record.sensorType);
  const facts: SensorFacts = {
    name: record.name,
    type,
    group: sensorGroup(type, unit),
    entity: entityText(record.entity),
    kind: record.eventType === THRESHOLD_EVENT_TYPE ? "analog" : "discrete",
    range: range && { min: roundReading(range.min), max: roundReading(range.max) },
  };
  known.set(record, { vendor, facts });
  return facts;
}

function toSensor(id: string, result: SensorResult, vendor: Vendor | null): Sensor {
  const { state, bmcState, thresholds } = result;
  return {
    id,
    ...factsOf(result, vendor),
    availability: result.availability,
    reason: result.reason,
    value: result.value === null ? null : roundReading(result.value),
    unit: result.unit,
    text: result.text,
    raw: result.raw,
    states: result.states,
    severity: result.severity,
    stateText: (state ?? bmcState)?.text ?? "",
    bmcStateText: bmcState?.text ?? null,
    thresholds: thresholds && roundedThresholds(thresholds),
  };
}

const rounded = new WeakMap<Thresholds, Thresholds>();

/** Equal thresholds of a record are one object, before rounding and after. */
function roundedThresholds(thresholds: Thresholds): Thresholds {
  const kept = rounded.get(thresholds);
  if (kept !== undefined) return kept;
  const round = (value: number | null) => (value === null ? null : roundReading(value));
  const made = {
    upperNonRecoverable: round(thresholds.upperNonRecoverable),
    upperCritical: round(thresholds.upperCritical),
    upperNonCritical: round(thresholds.upperNonCritical),
    lowerNonCritical: round(thresholds.lowerNonCritical),
    lowerCritical: round(thresholds.lowerCritical),
    lowerNonRecoverable: round(thresholds.lowerNonRecoverable),
  };
  rounded.set(thresholds, made);
  return made;
}
