import { defineCommand, NetFn, Privilege } from "../command";

/**
 * Add SEL Entry (IPMI 2.0 §31.6): a record of sixteen bytes. The BMC gives it a record id and, unless it is of an OEM
 * type without one, a timestamp.
 */
export const addSelEntry = defineCommand<{ record: Uint8Array }, { recordId: number }>({
  name: "Add SEL Entry",
  netFn: NetFn.Storage,
  command: 0x44,
  privilege: Privilege.Operator,
  class: "once",
  encode: ({ record }) => record,
  decode: (data) => ({ recordId: data.u16() }),
  completionCodes: {
    128: "this type of record cannot be added",
    129: "the event log is being erased",
  },
});
