import { defineCommand, NetFn, Privilege } from "../command";

/** Get SEL Time (IPMI 2.0 §31.10): the BMC's clock, seconds since 1970 in whatever zone it was set to. */
export const getSelTime = defineCommand<void, { seconds: number }>({
  name: "Get SEL Time",
  netFn: NetFn.Storage,
  command: 0x48,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => ({ seconds: data.u32() }),
});
