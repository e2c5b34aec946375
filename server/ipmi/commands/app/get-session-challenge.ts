import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

const NAME_BYTES = 16;

export interface SessionChallenge {
  /** Id to activate the session with. */
  readonly temporarySessionId: number;
  /** 16 bytes. */
  readonly challenge: Buffer;
}

/** Get Session Challenge (IPMI 2.0 §22.16): the first step into an IPMI 1.5 session. */
export const getSessionChallenge = defineCommand<
  { readonly authenticationType: number; readonly username: string },
  SessionChallenge
>({
  name: "Get Session Challenge",
  netFn: NetFn.App,
  command: 0x39,
  privilege: Privilege.Callback,
  class: "read",
  encode: ({ authenticationType, username }) => {
    const name = Buffer.alloc(NAME_BYTES);
    name.write(username, "utf8");
    return new ByteWriter().u8(authenticationType).bytes(name).toBuffer();
  },
  decode: (data) => ({ temporarySessionId: data.u32(), challenge: Buffer.from(data.take(16)) }),
  completionCodes: { 129: "the BMC has no such user", 130: "the anonymous user is not enabled" },
});
