import { defineCommand, NetFn, Privilege } from "../command";

/** Add SDR (IPMI 2.0 §33.13): a whole record, header included; the BMC gives it a record id. */
export const addSdr = defineCommand<{ record: Uint8Array }, { recordId: number }>({
  name: "Add SDR",
  netFn: NetFn.Storage,
  command: 0x24,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ record }) => record,
  decode: (data) => ({ recordId: data.u16() }),
  completionCodes: { 128: "the record was rejected: its length does not fit its header" },
});
