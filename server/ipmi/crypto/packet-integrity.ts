import { createHash, createHmac } from "node:crypto";
import type { CipherSuite } from "./cipher-suite";
import type { SessionKeys } from "./session-keys";

/**
 * AuthCode of a packet over AuthType to next header: an HMAC with K1, truncated, or MD5 with the password on both sides
 * (IPMI 2.0 §13.28.4); `key` for boards that take another one. Empty for suites without integrity.
 */
export function packetAuthCode(
  suite: CipherSuite,
  keys: SessionKeys,
  covered: Uint8Array,
  key = keys.integrityKey(),
): Buffer {
  if (suite.authCode === "md5-128") return createHash("md5").update(key).update(covered).update(key).digest();
  if (suite.authCode === "none" || suite.hash === null) return Buffer.alloc(0);
  return createHmac(suite.hash, key).update(covered).digest().subarray(0, suite.authCodeLength);
}
