import { defineCommand, NetFn, Privilege } from "../command";

export interface SensorTypes {
  readonly sensorType: number;
  /** Event/reading type: 01h threshold, 6Fh sensor-specific … */
  readonly eventType: number;
}

/** Get Sensor Type (IPMI 2.0 §35.16). Addressed to the sensor owner LUN. */
export const getSensorType = defineCommand<{ sensor: number }, SensorTypes>({
  name: "Get Sensor Type",
  netFn: NetFn.SensorEvent,
  command: 0x2f,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor),
  decode: (data) => ({ sensorType: data.u8(), eventType: data.u8() & 0x7f }),
});
