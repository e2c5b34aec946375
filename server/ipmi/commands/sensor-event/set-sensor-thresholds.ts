import { defineCommand, NetFn, Privilege } from "../command";
import type { RawThresholds } from "./get-sensor-thresholds";

/** Thresholds in wire order, lower non-critical first: bit and byte alike. */
const order = [
  "lowerNonCritical",
  "lowerCritical",
  "lowerNonRecoverable",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
] as const satisfies readonly (keyof RawThresholds)[];

export interface SetSensorThresholdsRequest {
  readonly sensor: number;
  /** Raw; those that are not named are left as they are. */
  readonly thresholds: Partial<RawThresholds>;
}

/** Set Sensor Thresholds (IPMI 2.0 §35.8). Addressed to the sensor owner LUN. */
export const setSensorThresholds = defineCommand<SetSensorThresholdsRequest, void>({
  name: "Set Sensor Thresholds",
  netFn: NetFn.SensorEvent,
  command: 0x26,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, thresholds }) => {
    const values = order.map((name) => thresholds[name] ?? null);
    const mask = values.reduce<number>((bits, value, bit) => bits | (value === null ? 0 : 1 << bit), 0);
    return Uint8Array.from([sensor, mask, ...values.map((value) => value ?? 0)]);
  },
  decode: () => undefined,
});
