import { defineCommand, NetFn, Privilege } from "../command";

/** Get System GUID (IPMI 2.0 §22.14): 16 bytes as sent, the same RAKP 2 carries. Byte order differs by vendor. */
export const getSystemGuid = defineCommand<void, Buffer>({
  name: "Get System GUID",
  netFn: NetFn.App,
  command: 0x37,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => data.take(16),
});
