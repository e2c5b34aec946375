import { defineCommand, NetFn, Privilege } from "../command";

/** Raw thresholds; null where not readable. */
export interface RawThresholds {
  readonly lowerNonCritical: number | null;
  readonly lowerCritical: number | null;
  readonly lowerNonRecoverable: number | null;
  readonly upperNonCritical: number | null;
  readonly upperCritical: number | null;
  readonly upperNonRecoverable: number | null;
}

/** Get Sensor Thresholds (IPMI 2.0 §35.9). Addressed to the sensor owner LUN. */
export const getSensorThresholds = defineCommand<{ sensor: number }, RawThresholds>({
  name: "Get Sensor Thresholds",
  netFn: NetFn.SensorEvent,
  command: 0x27,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor),
  decode: (data) => {
    const readable = data.u8();
    const threshold = (bit: number) => {
      const raw = data.u8();
      return (readable & (1 << bit)) !== 0 ? raw : null;
    };
    return {
      lowerNonCritical: threshold(0),
      lowerCritical: threshold(1),
      lowerNonRecoverable: threshold(2),
      upperNonCritical: threshold(3),
      upperCritical: threshold(4),
      upperNonRecoverable: threshold(5),
    };
  },
});
