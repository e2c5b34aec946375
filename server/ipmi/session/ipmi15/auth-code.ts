import { createHash } from "node:crypto";
import { md2 } from "../../crypto/md2";
import type { AuthenticationType } from "../authentication-type";

/** Authentication type numbers of session headers (IPMI 2.0 table 13-8). */
export const authTypeNumbers: Readonly<Record<AuthenticationType, number>> = {
  none: 0,
  md2: 1,
  md5: 2,
  password: 4,
};

/** Null for a number that is reserved, or an OEM's own. */
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

/** AuthCode of an IPMI 1.5 packet, 16 bytes (IPMI 2.0 §22.17.1). `password`: the first 16 bytes of it count. */
export function authCode(
  type: Exclude<AuthenticationType, "none">,
  password: Uint8Array,
  packet: { readonly sessionId: number; readonly sequence: number; readonly message: Uint8Array },
): Buffer {
  const key = Buffer.alloc(CODE_BYTES);
  key.set(password.subarray(0, CODE_BYTES));
  if (type === "password") return key;
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(packet.sessionId, 0);
  numbers.writeUInt32LE(packet.sequence, 4);
  const parts = [key, numbers.subarray(0, 4), packet.message, numbers.subarray(4), key];
  const hashed = Buffer.concat(parts);
  return type === "md2" ? md2(hashed) : createHash("md5").update(hashed).digest();
}
