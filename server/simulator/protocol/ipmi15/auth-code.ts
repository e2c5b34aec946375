import { createHash } from "node:crypto";
import type { AuthenticationType } from "../../../ipmi/session/authentication-type";

/** Authentication type numbers of session headers (IPMI 2.0 table 13-8); null for reserved ones. */
export const authTypeNumbers: Readonly<Record<AuthenticationType, number>> = {
  none: 0,
  md2: 1,
  md5: 2,
  password: 4,
};

export function authTypeOf(number: number): AuthenticationType | null {
  switch (number) {
    case 0:
      return "none";
    case 1:
      return "md2";
    case 2:
      return "md5";
    case 4:
      return "password";
    default:
      return null;
  }
}

const CODE_BYTES = 16;

/** AuthCode of an IPMI 1.5 packet (IPMI 2.0 §22.17.1). `password`: 16 bytes, zero-padded. */
export function authCode(
  type: Exclude<AuthenticationType, "none" | "md2">,
  password: Buffer,
  packet: { readonly sessionId: number; readonly sequence: number; readonly message: Uint8Array },
): Buffer {
  const key = Buffer.alloc(CODE_BYTES);
  password.copy(key, 0, 0, CODE_BYTES);
  if (type === "password") return key;
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(packet.sessionId, 0);
  numbers.writeUInt32LE(packet.sequence, 4);
  return createHash("md5")
    .update(key)
    .update(numbers.subarray(0, 4))
    .update(packet.message)
    .update(numbers.subarray(4))
    .update(key)
    .digest();
}
