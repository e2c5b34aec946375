import { defineCommand, NetFn, Privilege } from "../command";

/** Cold Reset (IPMI 2.0 §20.2): restarts the BMC itself; its answer often never arrives. */
export const coldReset = defineCommand<void, void>({
  name: "Cold Reset",
  netFn: NetFn.App,
  command: 0x02,
  privilege: Privilege.Administrator,
  class: "once",
  encode: () => new Uint8Array(),
  decode: () => undefined,
});
