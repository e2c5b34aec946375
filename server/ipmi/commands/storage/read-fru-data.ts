import { DecodeError } from "../../errors";
import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface ReadFruDataRequest {
  readonly fruId: number;
  /** Offset and count in the area's access units: bytes or 16-bit words. */
  readonly offset: number;
  readonly count: number;
}

export interface FruData {
  /** In access units; believed only as far as there are bytes. */
  readonly count: number;
  readonly data: Buffer;
}

/** Read FRU Data (IPMI 2.0 §34.2). */
export const readFruData = defineCommand<ReadFruDataRequest, FruData>({
  name: "Read FRU Data",
  netFn: NetFn.Storage,
  command: 0x11,
  privilege: Privilege.User,
  class: "read",
  encode: ({ fruId, offset, count }) => new ByteWriter().u8(fruId).u16(offset).u8(count).toBuffer(),
  decode: (data) => {
    const count = data.u8();
    if (count > 0 && data.remaining === 0) {
      throw new DecodeError("Read FRU Data", 1, `${count} unit(s) announced, none sent`);
    }
    return { count, data: data.rest() };
  },
  completionCodes: { 129: "the FRU device is busy" },
});
