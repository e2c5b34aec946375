import { defineCommand, NetFn, Privilege } from "../command";

/** Warm Reset (IPMI 2.0 §20.3): restarts the BMC's firmware and keeps its settings. Optional; few BMCs have it. */
export const warmReset = defineCommand<void, void>({
  name: "Warm Reset",
  netFn: NetFn.App,
  command: 0x03,
  privilege: Privilege.Administrator,
  class: "once",
  encode: () => new Uint8Array(),
  decode: () => undefined,
});
