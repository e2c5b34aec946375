import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface ClearSelRequest {
  readonly reservationId: number;
  /** `initiate` starts the erase; `get-status` asks how far it is and changes nothing. */
  readonly operation: "initiate" | "get-status";
}

const INITIATE = 0xaa;
const GET_STATUS = 0x00;

/** Clear SEL (IPMI 2.0 §31.9). */
export const clearSel = defineCommand<ClearSelRequest, { erasure: "in-progress" | "completed" }>({
  name: "Clear SEL",
  netFn: NetFn.Storage,
  command: 0x47,
  privilege: Privilege.Operator,
  class: ({ operation }) => (operation === "initiate" ? "once" : "read"),
  encode: ({ reservationId, operation }) =>
    new ByteWriter()
      .u16(reservationId)
      .bytes(Buffer.from("CLR", "ascii"))
      .u8(operation === "initiate" ? INITIATE : GET_STATUS)
      .toBuffer(),
  decode: (data) => ({ erasure: (data.u8() & 0x0f) === 0x01 ? "completed" : "in-progress" }),
});
