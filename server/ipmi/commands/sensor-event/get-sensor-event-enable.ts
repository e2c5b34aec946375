import { defineCommand, NetFn, Privilege } from "../command";
import { decodeSensorEventBits, type SensorEventBits } from "./sensor-events";

export interface SensorEventEnable extends SensorEventBits {
  readonly eventMessagesEnabled: boolean;
  readonly scanningEnabled: boolean;
}

/** Get Sensor Event Enable (IPMI 2.0 §35.11): which events the sensor may generate. */
export const getSensorEventEnable = defineCommand<{ sensor: number }, SensorEventEnable>({
  name: "Get Sensor Event Enable",
  netFn: NetFn.SensorEvent,
  command: 0x29,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor),
  decode: (data) => {
    const flags = data.u8();
    return {
      eventMessagesEnabled: (flags & 0x80) !== 0,
      scanningEnabled: (flags & 0x40) !== 0,
      ...decodeSensorEventBits(data),
    };
  },
});
