import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface ReArmRequest {
  readonly sensor: number;
  /** Bits of the events to re-arm; all of them unless given. */
  readonly events?: { readonly assertions: number; readonly deassertions: number };
}

const SELECTED = 0x80;

/** Re-arm Sensor Events (IPMI 2.0 §35.12). Addressed to the sensor owner LUN. */
export const reArmSensorEvents = defineCommand<ReArmRequest, void>({
  name: "Re-arm Sensor Events",
  netFn: NetFn.SensorEvent,
  command: 0x2a,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ sensor, events }) => {
    const out = new ByteWriter().u8(sensor);
    if (events === undefined) return out.u8(0).toBuffer();
    return out.u8(SELECTED).u16(events.assertions).u16(events.deassertions).toBuffer();
  },
  decode: () => undefined,
});
