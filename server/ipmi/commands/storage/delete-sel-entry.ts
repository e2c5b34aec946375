import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

/** Delete SEL Entry (IPMI 2.0 §31.8). 0000h is the first entry, FFFFh the last: once, as the next would follow. */
export const deleteSelEntry = defineCommand<
  { reservationId: number; recordId: number },
  { recordId: number }
>({
  name: "Delete SEL Entry",
  netFn: NetFn.Storage,
  command: 0x46,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ reservationId, recordId }) => new ByteWriter().u16(reservationId).u16(recordId).toBuffer(),
  decode: (data) => ({ recordId: data.u16() }),
  completionCodes: {
    128: "this type of record cannot be deleted",
    129: "the event log is being erased",
  },
});
