import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface MasterWriteReadRequest {
  /** Channel 7:4, bus id 3:1, bus type 0 (1 for private). */
  readonly bus: number;
  /** 8-bit slave address. */
  readonly address: number;
  /** Bytes to read after writing: 0–255; most BMCs do fewer. */
  readonly readCount: number;
  readonly write: Uint8Array;
}

/** Master Write-Read (IPMI 2.0 §22.11): a transaction on an I²C bus. What it does, only the device at the end knows. */
export const masterWriteRead = defineCommand<MasterWriteReadRequest, Buffer>({
  name: "Master Write-Read",
  netFn: NetFn.App,
  command: 0x52,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ bus, address, readCount, write }) =>
    new ByteWriter().u8(bus).u8(address).u8(readCount).bytes(write).toBuffer(),
  decode: (data) => data.rest(),
  completionCodes: {
    129: "lost arbitration",
    130: "bus error",
    131: "the device did not acknowledge what was written",
    132: "the read was cut short",
  },
});
