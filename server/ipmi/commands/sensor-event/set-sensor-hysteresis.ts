import { defineCommand, NetFn, Privilege } from "../command";

/** In raw counts; 0: unspecified. */
export interface Hysteresis {
  readonly positive: number;
  readonly negative: number;
}

const WHOLE_SENSOR = 0xff;

/** Set Sensor Hysteresis (IPMI 2.0 §35.6). Addressed to the sensor owner LUN. */
export const setSensorHysteresis = defineCommand<Hysteresis & { sensor: number }, void>({
  name: "Set Sensor Hysteresis",
  netFn: NetFn.SensorEvent,
  command: 0x24,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, positive, negative }) => Uint8Array.of(sensor, WHOLE_SENSOR, positive, negative),
  decode: () => undefined,
});
