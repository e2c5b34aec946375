import type { ByteReader } from "../../wire/byte-reader";
import { defineCommand, NetFn, Privilege } from "../command";
import type { UserAccessRequest } from "./get-user-access";

export interface UserPayloadAccess {
  /** Standard payload types 0–15 the user may activate; SOL is 1. */
  readonly standard: readonly number[];
  /** OEM payload types 20h–2Fh, counted from 0. */
  readonly oem: readonly number[];
}

/** Get User Payload Access (IPMI 2.0 §24.7). */
export const getUserPayloadAccess = defineCommand<UserAccessRequest, UserPayloadAccess>({
  name: "Get User Payload Access",
  netFn: NetFn.App,
  command: 0x4d,
  privilege: Privilege.Operator,
  class: "read",
  encode: ({ channel, userId }) => Uint8Array.of(channel & 0x0f, userId & 0x3f),
  decode: (data) => ({ standard: payloads(data), oem: payloads(data) }),
});

function payloads(data: ByteReader): readonly number[] {
  const mask = data.u16();
  return Array.from({ length: 16 }, (_, type) => type).filter((type) => mask & (1 << type));
}
