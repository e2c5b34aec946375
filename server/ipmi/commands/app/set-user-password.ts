import { ByteWriter } from "../../wire/byte-writer";
import { type CommandClass, defineCommand, NetFn, Privilege } from "../command";

/** Passwords are stored with 16 bytes (IPMI 1.5) or 20; which of them, the BMC remembers. */
export type PasswordSize = 16 | 20;

export type UserPasswordRequest = { readonly userId: number } & (
  | {
      readonly operation: "disable" | "enable";
      /** Some boards enable only together with a password. */
      readonly password?: { readonly text: string; readonly size: PasswordSize };
    }
  | {
      readonly operation: "set" | "test";
      readonly password: { readonly text: string; readonly size: PasswordSize };
    }
);

const operations = { disable: 0, enable: 1, set: 2, test: 3 } as const;
const TWENTY_BYTES = 0x80;

/**
 * Set User Password (IPMI 2.0 §22.30): enables and disables users, sets and tests passwords. Setting is `once`: a
 * repetition after a lost answer would be refused by a session that the new password has already ended. So is testing:
 * a BMC may count each wrong one towards locking the user out.
 */
export const setUserPassword = defineCommand<UserPasswordRequest, void>({
  name: "Set User Password",
  netFn: NetFn.App,
  command: 0x47,
  privilege: Privilege.Administrator,
  class: ({ operation }): CommandClass =>
    operation === "set" || operation === "test" ? "once" : "idempotent",
  encode: ({ userId, operation, password }) => {
    const size = password?.size ?? 16;
    const bytes = Buffer.from(password?.text ?? "", "utf8");
    if (bytes.length > size) throw new RangeError(`a password of this size has at most ${size} bytes`);
    return new ByteWriter()
      .u8((size === 20 ? TWENTY_BYTES : 0) | (userId & 0x3f))
      .u8(operations[operation])
      .bytes(bytes)
      .zeros(size - bytes.length)
      .toBuffer();
  },
  decode: () => undefined,
  completionCodes: {
    128: "the password is wrong",
    129: "the password was stored with the other size",
  },
});
