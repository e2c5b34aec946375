import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export const USER_NAME_BYTES = 16;

/** Set User Name (IPMI 2.0 §22.28). The name is at most 16 bytes of UTF-8, and never bytes FFh: they lock some BMCs up. */
export const setUserName = defineCommand<{ readonly userId: number; readonly name: string }, void>({
  name: "Set User Name",
  netFn: NetFn.App,
  command: 0x45,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ userId, name }) => {
    const bytes = Buffer.from(name, "utf8");
    if (bytes.length > USER_NAME_BYTES) throw new RangeError("a user name has at most 16 bytes");
    return new ByteWriter()
      .u8(userId & 0x3f)
      .bytes(bytes)
      .zeros(USER_NAME_BYTES - bytes.length)
      .toBuffer();
  },
  decode: () => undefined,
});
