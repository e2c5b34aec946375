import { defineCommand, NetFn, Privilege } from "../command";

/** Set Session Privilege Level (IPMI 2.0 §22.18). Request and response: the level. A session starts at User. */
export const setSessionPrivilegeLevel = defineCommand<Privilege, number>({
  name: "Set Session Privilege Level",
  netFn: NetFn.App,
  command: 0x3b,
  privilege: Privilege.User,
  class: "idempotent",
  encode: (level) => Uint8Array.of(level),
  decode: (data) => data.u8() & 0x0f,
  completionCodes: {
    128: "the level is not available to this user",
    129: "the level exceeds the user's or the channel's limit",
    130: "user level authentication cannot be disabled",
  },
});
