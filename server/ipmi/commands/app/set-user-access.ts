import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import type { UserAccess, UserAccessRequest } from "./get-user-access";

export interface UserAccessChange extends UserAccessRequest {
  readonly privilegeLimit: number;
  /** Null leaves these as they are. */
  readonly access: Pick<UserAccess, "callbackOnly" | "linkAuthentication" | "ipmiMessaging"> | null;
  /** Sessions the user may have at a time; 0 for no limit. */
  readonly sessionLimit?: number;
}

const CHANGE_ACCESS = 0x80;

/** Set User Access (IPMI 2.0 §22.26). */
export const setUserAccess = defineCommand<UserAccessChange, void>({
  name: "Set User Access",
  netFn: NetFn.App,
  command: 0x43,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ channel, userId, privilegeLimit, access, sessionLimit = 0 }) =>
    new ByteWriter()
      .u8((access === null ? 0 : CHANGE_ACCESS | accessBits(access)) | (channel & 0x0f))
      .u8(userId & 0x3f)
      .u8(privilegeLimit & 0x0f)
      .u8(sessionLimit & 0x0f)
      .toBuffer(),
  decode: () => undefined,
});

function accessBits(access: NonNullable<UserAccessChange["access"]>): number {
  return (
    (access.callbackOnly ? 0x40 : 0) |
    (access.linkAuthentication ? 0x20 : 0) |
    (access.ipmiMessaging ? 0x10 : 0)
  );
}
