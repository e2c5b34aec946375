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
  return {
    read: (deadline) =>
      calls.bulk(deadline, async (bmc, options) => {
        const { scanner, vendor } = await repository.current(bmc, options);
        if (now() - thresholdsSince >= THRESHOLDS_LIFETIME_MS) {
          scanner.forgetThresholds();
          thresholdsSince = now();
        }
        return toSensors(await scanner.read(bmc, options), vendor);
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

function toSensor(id: string, result: SensorResult, vendor: Vendor | null): Sensor {
  const { record, state, bmcState } = result;
  const type = vendor?.sensorType(record.sensorType) ?? sensorTypeName(record.sensorType);
  const thresholds = result.thresholds && roundedThresholds(result.thresholds);
  return {
    id,
    name: record.name,
    type,
    group: sensorGroup(type, result.unit),
    entity: entityText(record.entity),
    kind: record.eventType === THRESHOLD_EVENT_TYPE ? "analog" : "discrete",
    availability: result.availability,
    reason: result.reason,
    value: result.value === null ? null : roundReading(result.value),
    unit: result.unit,
    text: result.text,
    raw: result.raw,
    states: [...result.states],
    severity: result.severity,
    stateText: (state ?? bmcState)?.text ?? "",
    bmcStateText: bmcState?.text ?? null,
    thresholds,
    range: result.range && { min: roundReading(result.range.min), max: roundReading(result.range.max) },
  };
}

function roundedThresholds(thresholds: Thresholds): Thresholds {
  const rounded = (value: number | null) => (value === null ? null : roundReading(value));
  return {
    upperNonRecoverable: rounded(thresholds.upperNonRecoverable),
    upperCritical: rounded(thresholds.upperCritical),
    upperNonCritical: rounded(thresholds.upperNonCritical),
    lowerNonCritical: rounded(thresholds.lowerNonCritical),
    lowerCritical: rounded(thresholds.lowerCritical),
    lowerNonRecoverable: rounded(thresholds.lowerNonRecoverable),
  };
}
