import { defineCommand, NetFn, Privilege } from "../command";

export interface SensorReadingFactors {
  /** The reading from which on other factors hold. */
  readonly nextReading: number;
  /** M to exponents, laid out as bytes 25–30 of a full sensor record. */
  readonly factors: Buffer;
}

const FACTOR_BYTES = 6;

/** Get Sensor Reading Factors (IPMI 2.0 §35.5): how one raw reading of a non-linear sensor is a number. */
export const getSensorReadingFactors = defineCommand<{ sensor: number; raw: number }, SensorReadingFactors>({
  name: "Get Sensor Reading Factors",
  netFn: NetFn.SensorEvent,
  command: 0x23,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor, raw }) => Uint8Array.of(sensor, raw),
  decode: (data) => ({ nextReading: data.u8(), factors: data.take(FACTOR_BYTES) }),
});
