import type { DiscreteState } from "../records/discrete-state";
import type { SensorRecord } from "../records/sdr/sensor-record";
import type { Severity } from "../records/severity";
import type { ThresholdState, Thresholds } from "../records/threshold-state";

export type SensorAvailability =
  | "ok"
  /** The BMC knows no such sensor now: the part is not fitted. */
  | "not-present"
  /** The BMC has no reading at the moment, or the sensor is another controller's. */
  | "unavailable"
  /** The BMC does not scan it. */
  | "disabled"
  | "event-only"
  | "error";

/** One sensor after one round. */
export interface SensorResult {
  readonly record: SensorRecord;
  /** `sensorKey`: stable within a host. */
  readonly key: string;
  readonly availability: SensorAvailability;
  /** Why it is not available, in words; "" when it is. */
  readonly reason: string;
  readonly raw: number | null;
  /** In `unit`; null for discrete sensors and where it cannot be converted. */
  readonly value: number | null;
  readonly unit: string;
  /** The value with its unit, or the states that hold; "" when not available. */
  readonly text: string;
  /** Discrete sensors. */
  readonly states: readonly DiscreteState[];
  readonly thresholds: Thresholds | null;
  /** Threshold sensors: as we judge it; null when it cannot be judged (no usable thresholds). */
  readonly state: ThresholdState | null;
  /** Threshold sensors: as the BMC judges it; null when it sent nothing. */
  readonly bmcState: ThresholdState | null;
  readonly severity: Severity;
  /** What a gauge should span; null when the record does not say. */
  readonly range: { readonly min: number; readonly max: number } | null;
}
