import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface SetSensorEventEnableRequest {
  readonly sensor: number;
  readonly eventMessagesEnabled: boolean;
  readonly scanningEnabled: boolean;
  /** Whether the events named below are switched on or off; `keep` leaves them. */
  readonly change: "keep" | "enable" | "disable";
  /** Bit per threshold event or offset. */
  readonly assertions?: number;
  readonly deassertions?: number;
}

const changes = { keep: 0x00, enable: 0x10, disable: 0x20 } as const;

/** Set Sensor Event Enable (IPMI 2.0 §35.10). Addressed to the sensor owner LUN. */
export const setSensorEventEnable = defineCommand<SetSensorEventEnableRequest, void>({
  name: "Set Sensor Event Enable",
  netFn: NetFn.SensorEvent,
  command: 0x28,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, eventMessagesEnabled, scanningEnabled, change, assertions = 0, deassertions = 0 }) =>
    new ByteWriter()
      .u8(sensor)
      .u8((eventMessagesEnabled ? 0x80 : 0) | (scanningEnabled ? 0x40 : 0) | changes[change])
      .u16(assertions)
      .u16(deassertions)
      .toBuffer(),
  decode: () => undefined,
});
