import { createHash, createHmac } from "node:crypto";
import { ByteWriter } from "../wire/byte-writer";
import type { CipherSuite } from "./cipher-suite";
import type { Credentials } from "./credentials";
import { SessionKeys } from "./session-keys";

/** Everything both sides know after RAKP 2; the secrets are in Credentials. */
export interface RakpFacts {
  /** SID_M: the remote console's session id. */
  readonly consoleSessionId: number;
  /** SID_C: the BMC's session id. */
  readonly bmcSessionId: number;
  /** R_M: 16 bytes. */
  readonly consoleNonce: Uint8Array;
  /** R_C: 16 bytes. */
  readonly bmcNonce: Uint8Array;
  /** GUID_C: 16 bytes as sent. */
  readonly bmcGuid: Uint8Array;
  /** Role_M: the requested privilege byte of RAKP 1, with its name-only bit. */
  readonly role: number;
  readonly username: string;
}

/** Key exchange authentication code of RAKP 2, by which the BMC proves it knows the password (IPMI 2.0 §13.31). */
export function rakp2Code(suite: CipherSuite, credentials: Credentials, facts: RakpFacts): Buffer {
  const message = new ByteWriter()
    .u32(facts.consoleSessionId)
    .u32(facts.bmcSessionId)
    .bytes(facts.consoleNonce)
    .bytes(facts.bmcNonce)
    .bytes(facts.bmcGuid)
    .bytes(identity(facts));
  return hmac(suite, credentials.userKey(), message);
}

/** Key exchange authentication code of RAKP 3, by which we prove it. */
export function rakp3Code(suite: CipherSuite, credentials: Credentials, facts: RakpFacts): Buffer {
  const message = new ByteWriter().bytes(facts.bmcNonce).u32(facts.consoleSessionId).bytes(identity(facts));
  return hmac(suite, credentials.userKey(), message);
}

/** Session integrity key, and K1 and K2 from it (IPMI 2.0 §13.31, §13.32). */
export function deriveSessionKeys(
  suite: CipherSuite,
  credentials: Credentials,
  facts: RakpFacts,
): SessionKeys {
  const message = new ByteWriter().bytes(facts.consoleNonce).bytes(facts.bmcNonce).bytes(identity(facts));
  const sik = hmac(suite, credentials.bmcKey(), message);
  const additional = (constant: number) => hmac(suite, sik, new ByteWriter().bytes(Array(20).fill(constant)));
  const keys = { sik, k1: additional(0x01), k2: additional(0x02) };
  // MD5-128 is keyed by the password itself, a copy of which is wiped with the session (IPMI 2.0 §13.28.4).
  const integrityKey = suite.authCode === "md5-128" ? Buffer.from(credentials.userKey()) : keys.k1;
  return new SessionKeys({ ...keys, integrityKey });
}

/** Integrity check value of RAKP 4, by which the BMC proves it knows K_g (IPMI 2.0 §13.31). */
export function rakp4Code(suite: CipherSuite, keys: SessionKeys, facts: RakpFacts): Buffer {
  return hmac(suite, keys.sik(), checked(facts)).subarray(0, suite.checkLength);
}

/**
 * The same by the algorithm that protects packets, as some Intel boards compute it (quirk E9). That is another value
 * only where packets are protected by MD5-128: all other suites have the same HMAC for both.
 */
export function rakp4CodeByIntegrity(suite: CipherSuite, keys: SessionKeys, facts: RakpFacts): Buffer {
  if (suite.authCode !== "md5-128") return rakp4Code(suite, keys, facts);
  const sik = keys.sik();
  return createHash("md5").update(sik).update(checked(facts).toBuffer()).update(sik).digest();
}

function checked(facts: RakpFacts): ByteWriter {
  return new ByteWriter().bytes(facts.consoleNonce).u32(facts.bmcSessionId).bytes(facts.bmcGuid);
}

function identity(facts: RakpFacts): Buffer {
  const name = Buffer.from(facts.username, "utf8");
  return new ByteWriter().u8(facts.role).u8(name.length).bytes(name).toBuffer();
}

/** Empty for RAKP-none: such a suite has neither proofs nor keys. */
function hmac(suite: CipherSuite, key: Uint8Array, message: ByteWriter): Buffer {
  if (suite.hash === null) return Buffer.alloc(0);
  return createHmac(suite.hash, key).update(message.toBuffer()).digest();
}
