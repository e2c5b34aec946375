import { defineCommand, NetFn, Privilege } from "../command";

/** Get BMC Global Enables (IPMI 2.0 §22.2): GlobalEnable bits. */
export const getBmcGlobalEnables = defineCommand<void, number>({
  name: "Get BMC Global Enables",
  netFn: NetFn.App,
  command: 0x2f,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => data.u8(),
});
