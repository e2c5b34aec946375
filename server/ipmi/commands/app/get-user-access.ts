import { defineCommand, NetFn, Privilege } from "../command";

export interface UserAccessRequest {
  readonly channel: number;
  /** 1–63. */
  readonly userId: number;
}

export interface UserAccess {
  /** How many user ids the channel has. */
  readonly maximumUsers: number;
  readonly enabledUsers: number;
  /** Users with names that cannot be changed, counted from id 1. */
  readonly fixedNames: number;
  /** Null: the BMC does not say, as IPMI 1.5 ones do not. */
  readonly enabled: boolean | null;
  /** True: the user may not log in by calling in, only by being called back. */
  readonly callbackOnly: boolean;
  readonly linkAuthentication: boolean;
  readonly ipmiMessaging: boolean;
  /** 1–5; 15: no access; 0 and 6–14 are reserved, and sent all the same. */
  readonly privilegeLimit: number;
}

/** Get User Access (IPMI 2.0 §22.27). */
export const getUserAccess = defineCommand<UserAccessRequest, UserAccess>({
  name: "Get User Access",
  netFn: NetFn.App,
  command: 0x44,
  privilege: Privilege.Operator,
  class: "read",
  encode: ({ channel, userId }) => Uint8Array.of(channel & 0x0f, userId & 0x3f),
  decode: (data) => {
    const maximumUsers = data.u8() & 0x3f;
    const enabled = data.u8();
    const fixedNames = data.u8() & 0x3f;
    const access = data.u8();
    return {
      maximumUsers,
      enabledUsers: enabled & 0x3f,
      fixedNames,
      enabled: enabledStatus(enabled >> 6),
      callbackOnly: (access & 0x40) !== 0,
      linkAuthentication: (access & 0x20) !== 0,
      ipmiMessaging: (access & 0x10) !== 0,
      privilegeLimit: access & 0x0f,
    };
  },
});

function enabledStatus(bits: number): boolean | null {
  if (bits === 1) return true;
  return bits === 2 ? false : null;
}
