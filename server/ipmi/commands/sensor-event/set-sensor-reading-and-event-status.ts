import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** What happens to the bits the sensor has: replaced, or those named set or cleared. Not given: they stay. */
export interface BitChange {
  readonly operation: "write" | "set" | "clear";
  readonly bits: number;
}

export interface SetSensorReadingRequest {
  readonly sensor: number;
  /** The new raw reading; null leaves it. */
  readonly raw: number | null;
  readonly assertions?: BitChange;
  readonly deassertions?: BitChange;
  /** Three bytes of event data for the event the change makes; null: the BMC makes them. */
  readonly eventData?: readonly [number, number, number] | null;
}

const operations = { write: 1, set: 2, clear: 3 } as const;

/** Set Sensor Reading And Event Status (IPMI 2.0 §35.17): for sensors that software or a test plays. */
export const setSensorReadingAndEventStatus = defineCommand<SetSensorReadingRequest, void>({
  name: "Set Sensor Reading And Event Status",
  netFn: NetFn.SensorEvent,
  command: 0x30,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, raw, assertions, deassertions, eventData = null }) =>
    new ByteWriter()
      .u8(sensor)
      .u8(
        (raw === null ? 0 : 0x01) |
          ((deassertions ? operations[deassertions.operation] : 0) << 2) |
          ((assertions ? operations[assertions.operation] : 0) << 4) |
          (eventData === null ? 0 : 0x40),
      )
      .u8(raw ?? 0)
      .u16(mask(assertions))
      .u16(mask(deassertions))
      .bytes(eventData ?? [0, 0, 0])
      .toBuffer(),
  decode: () => undefined,
  completionCodes: {
    128: "the reading cannot be set",
    129: "the event data cannot be set",
  },
});

/** Bits to clear are sent as zeros. */
function mask(change: BitChange | undefined): number {
  if (change === undefined) return 0;
  return change.operation === "clear" ? ~change.bits & 0x7fff : change.bits;
}
