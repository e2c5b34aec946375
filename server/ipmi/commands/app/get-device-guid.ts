import { defineCommand, NetFn, Privilege } from "../command";

/** Get Device GUID (IPMI 2.0 §20.8): 16 bytes as sent. Byte order differs between vendors: raw bytes identify. */
export const getDeviceGuid = defineCommand<void, Buffer>({
  name: "Get Device GUID",
  netFn: NetFn.App,
  command: 0x08,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => data.take(16),
});
