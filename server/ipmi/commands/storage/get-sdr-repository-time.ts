import { defineCommand, NetFn, Privilege } from "../command";

/** Get SDR Repository Time (IPMI 2.0 §33.17): seconds since 1970. */
export const getSdrRepositoryTime = defineCommand<void, { seconds: number }>({
  name: "Get SDR Repository Time",
  netFn: NetFn.Storage,
  command: 0x28,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => ({ seconds: data.u32() }),
});
