import { defineCommand, NetFn, Privilege } from "../command";
import type { Hysteresis } from "./set-sensor-hysteresis";

const WHOLE_SENSOR = 0xff;

/** Get Sensor Hysteresis (IPMI 2.0 §35.7). Addressed to the sensor owner LUN. */
export const getSensorHysteresis = defineCommand<{ sensor: number }, Hysteresis>({
  name: "Get Sensor Hysteresis",
  netFn: NetFn.SensorEvent,
  command: 0x25,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor, WHOLE_SENSOR),
  decode: (data) => ({ positive: data.u8(), negative: data.u8() }),
});
