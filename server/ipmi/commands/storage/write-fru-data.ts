import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface WriteFruDataRequest {
  readonly fruId: number;
  /** In the area's access units: bytes or 16-bit words. */
  readonly offset: number;
  readonly data: Uint8Array;
}

/** Write FRU Data (IPMI 2.0 §34.3). `count` is what was written, in access units. */
export const writeFruData = defineCommand<WriteFruDataRequest, { count: number }>({
  name: "Write FRU Data",
  netFn: NetFn.Storage,
  command: 0x12,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ fruId, offset, data }) => new ByteWriter().u8(fruId).u16(offset).bytes(data).toBuffer(),
  decode: (data) => ({ count: data.u8() }),
  completionCodes: { 128: "this part of the FRU data is write-protected", 129: "the FRU device is busy" },
});
