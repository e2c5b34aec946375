import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Delete SDR (IPMI 2.0 §33.15). Answers with the id of the deleted record. */
export const deleteSdr = defineCommand<{ reservationId: number; recordId: number }, { recordId: number }>({
  name: "Delete SDR",
  netFn: NetFn.Storage,
  command: 0x26,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ reservationId, recordId }) => new ByteWriter().u16(reservationId).u16(recordId).toBuffer(),
  decode: (data) => ({ recordId: data.u16() }),
});
