import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface SelEntryPart {
  /** FFFFh after the last entry; 0000h at random on some boards. */
  readonly nextRecordId: number;
  /** The 16-byte record. */
  readonly record: Buffer;
}

const WHOLE_RECORD = 0xff;
export const SEL_RECORD_BYTES = 16;

/** Get SEL Entry (IPMI 2.0 §31.5), whole records, no reservation. 0000h is the first entry, FFFFh the last. */
export const getSelEntry = defineCommand<{ recordId: number }, SelEntryPart>({
  name: "Get SEL Entry",
  netFn: NetFn.Storage,
  command: 0x43,
  privilege: Privilege.User,
  class: "read",
  encode: ({ recordId }) => new ByteWriter().u16(0).u16(recordId).u8(0).u8(WHOLE_RECORD).toBuffer(),
  decode: (data) => ({ nextRecordId: data.u16(), record: data.take(SEL_RECORD_BYTES) }),
  completionCodes: { 129: "the event log is being erased" },
});
