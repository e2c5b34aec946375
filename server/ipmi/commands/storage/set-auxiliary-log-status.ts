import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import type { AuxiliaryLog } from "./auxiliary-log";

/** Set Auxiliary Log Status (IPMI 2.0 §31.13): what the log's owner reports of it. */
export const setAuxiliaryLogStatus = defineCommand<{ log: AuxiliaryLog; data: Uint8Array }, void>({
  name: "Set Auxiliary Log Status",
  netFn: NetFn.Storage,
  command: 0x5b,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ log, data }) => new ByteWriter().u8(log).bytes(data).toBuffer(),
  decode: () => undefined,
});
