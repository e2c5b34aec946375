import { defineCommand, NetFn, Privilege } from "../command";

export interface SensorReading {
  /** The raw reading; means nothing while unavailable and for sensors without an analog reading. */
  readonly raw: number;
  readonly eventMessagesEnabled: boolean;
  /** False says the BMC does not look at the sensor; it lies on some boards. */
  readonly scanningEnabled: boolean;
  /** The BMC has no reading now (update in progress, entity absent). */
  readonly unavailable: boolean;
  /**
   * Bits 0–5: at or below lower non-critical, critical, non-recoverable, at or above upper non-critical, critical,
   * non-recoverable; or bits 0–14: discrete states. Null when the BMC sent none.
   */
  readonly states: number | null;
}

/** Get Sensor Reading (IPMI 2.0 §35.14). Addressed to the sensor owner LUN. State bytes may be missing. */
export const getSensorReading = defineCommand<{ sensor: number }, SensorReading>({
  name: "Get Sensor Reading",
  netFn: NetFn.SensorEvent,
  command: 0x2d,
  privilege: Privilege.User,
  class: "read",
  encode: ({ sensor }) => Uint8Array.of(sensor),
  decode: (data) => {
    const raw = data.u8();
    const flags = data.u8();
    const low = data.remaining > 0 ? data.u8() : null;
    const high = data.remaining > 0 ? data.u8() & 0x7f : 0;
    return {
      raw,
      eventMessagesEnabled: (flags & 0x80) !== 0,
      scanningEnabled: (flags & 0x40) !== 0,
      unavailable: (flags & 0x20) !== 0,
      states: low === null ? null : low | (high << 8),
    };
  },
});
