import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface PartialAddSelEntryRequest {
  readonly reservationId: number;
  /** 0000h in the first part; then the id that part was answered with. */
  readonly recordId: number;
  readonly offset: number;
  /** The record is complete with these bytes. */
  readonly last: boolean;
  readonly data: Uint8Array;
}

/** Partial Add SEL Entry (IPMI 2.0 §31.7). */
export const partialAddSelEntry = defineCommand<PartialAddSelEntryRequest, { recordId: number }>({
  name: "Partial Add SEL Entry",
  netFn: NetFn.Storage,
  command: 0x45,
  privilege: Privilege.Operator,
  // The same bytes at the same place of the same record; only the first part makes a new record.
  class: ({ recordId }) => (recordId === 0 ? "once" : "idempotent"),
  encode: ({ reservationId, recordId, offset, last, data }) =>
    new ByteWriter()
      .u16(reservationId)
      .u16(recordId)
      .u8(offset)
      .u8(last ? 1 : 0)
      .bytes(data)
      .toBuffer(),
  decode: (data) => ({ recordId: data.u16() }),
  completionCodes: {
    128: "the record was rejected: its length is wrong",
    129: "the event log is being erased",
  },
});
