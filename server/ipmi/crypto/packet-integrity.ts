import { createHmac } from "node:crypto";
import type { CipherSuite } from "./cipher-suite";
import type { SessionKeys } from "./session-keys";

/** AuthCode of a packet: HMAC with K1 from AuthType to next header, truncated (IPMI 2.0 §13.28.4). */
export function packetAuthCode(suite: CipherSuite, keys: SessionKeys, covered: Uint8Array): Buffer {
  return createHmac(suite.hash, keys.k1()).update(covered).digest().subarray(0, suite.authCodeLength);
}
