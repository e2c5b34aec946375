import { defineCommand, NetFn, Privilege } from "../command";
import type { SensorTypes } from "./get-sensor-type";

/** Set Sensor Type (IPMI 2.0 §35.15). Addressed to the sensor owner LUN. */
export const setSensorType = defineCommand<SensorTypes & { sensor: number }, void>({
  name: "Set Sensor Type",
  netFn: NetFn.SensorEvent,
  command: 0x2e,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, sensorType, eventType }) => Uint8Array.of(sensor, sensorType, eventType & 0x7f),
  decode: () => undefined,
});
