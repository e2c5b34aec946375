import { defineCommand, NetFn, Privilege } from "../command";
import { decodeSensorEventBits, type SensorEventBits } from "./sensor-events";

export interface SensorEventStatus extends SensorEventBits {
  readonly eventMessagesEnabled: boolean;
  readonly scanningEnabled: boolean;
  /** The bits mean nothing now. */
  readonly unavailable: boolean;
}

/** Get Sensor Event Status (IPMI 2.0 §35.13): which events hold. Addressed to the sensor owner LUN. */
export const getSensorEventStatus = defineCommand<{ sensor: number }, SensorEventStatus>({
  name: "Get Sensor Event Status",
  netFn: NetFn.SensorEvent,
  command: 0x2b,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor),
  decode: (data) => {
    const flags = data.u8();
    return {
      eventMessagesEnabled: (flags & 0x80) !== 0,
      scanningEnabled: (flags & 0x40) !== 0,
      unavailable: (flags & 0x20) !== 0,
      ...decodeSensorEventBits(data),
    };
  },
});
