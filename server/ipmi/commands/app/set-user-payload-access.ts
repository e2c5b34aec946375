import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import type { UserAccessRequest } from "./get-user-access";
import type { UserPayloadAccess } from "./get-user-payload-access";

export interface UserPayloadAccessChange extends UserAccessRequest, UserPayloadAccess {
  /** To the payloads named; the others stay as they are. */
  readonly change: "enable" | "disable";
}

const DISABLE = 0x40;

/** Set User Payload Access (IPMI 2.0 §24.6). */
export const setUserPayloadAccess = defineCommand<UserPayloadAccessChange, void>({
  name: "Set User Payload Access",
  netFn: NetFn.App,
  command: 0x4c,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ channel, userId, change, standard, oem }) =>
    new ByteWriter()
      .u8(channel & 0x0f)
      .u8((change === "disable" ? DISABLE : 0) | (userId & 0x3f))
      .u16(mask(standard))
      .u16(mask(oem))
      .toBuffer(),
  decode: () => undefined,
});

function mask(types: readonly number[]): number {
  return types.reduce((bits, type) => bits | (1 << type), 0);
}
