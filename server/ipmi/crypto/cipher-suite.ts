/**
 * The cipher suites the engine speaks (IPMI 2.0 §22.15.2, table 22-20): all of the specification but those with xRC4
 * (4, 5, 9, 10, 13, 14), which OpenSSL 3, and so node:crypto, no longer offers.
 */
const suiteIds = [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17] as const;
export type CipherSuiteId = (typeof suiteIds)[number];

/** How both sides prove the password and derive keys (IPMI 2.0 §13.28, table 13-17). */
interface Authentication {
  readonly number: number;
  /** Node's name of the hash under every HMAC of the suite; null for RAKP-none. */
  readonly hash: "sha1" | "md5" | "sha256" | null;
  /** Bytes of a whole HMAC: key exchange codes of RAKP 2 and 3. */
  readonly hashLength: number;
  /** Bytes of RAKP 4's integrity check value. */
  readonly checkLength: number;
}

/** What authenticates each packet (table 13-18). */
interface Integrity {
  readonly number: number;
  readonly code: "none" | "hmac" | "md5-128";
  /** Bytes of a packet's AuthCode. */
  readonly length: number;
}

export interface CipherSuite {
  readonly id: CipherSuiteId;
  /** Authentication algorithm number. */
  readonly authentication: number;
  /** Integrity algorithm number. */
  readonly integrity: number;
  /** Confidentiality algorithm number (table 13-19). */
  readonly confidentiality: number;
  readonly hash: Authentication["hash"];
  readonly hashLength: number;
  readonly checkLength: number;
  readonly authCode: Integrity["code"];
  readonly authCodeLength: number;
  readonly encrypts: boolean;
}

const rakpNone: Authentication = { number: 0, hash: null, hashLength: 0, checkLength: 0 };
const rakpSha1: Authentication = { number: 1, hash: "sha1", hashLength: 20, checkLength: 12 };
const rakpMd5: Authentication = { number: 2, hash: "md5", hashLength: 16, checkLength: 16 };
const rakpSha256: Authentication = { number: 3, hash: "sha256", hashLength: 32, checkLength: 16 };
const open: Integrity = { number: 0, code: "none", length: 0 };
const hmacSha1: Integrity = { number: 1, code: "hmac", length: 12 };
const hmacMd5: Integrity = { number: 2, code: "hmac", length: 16 };
const md5: Integrity = { number: 3, code: "md5-128", length: 16 };
const hmacSha256: Integrity = { number: 4, code: "hmac", length: 16 };
const AES_CBC_128 = 1;
const CLEAR = 0;

const suites: Readonly<Record<CipherSuiteId, CipherSuite>> = {
  0: suite(0, rakpNone, open, CLEAR),
  1: suite(1, rakpSha1, open, CLEAR),
  2: suite(2, rakpSha1, hmacSha1, CLEAR),
  3: suite(3, rakpSha1, hmacSha1, AES_CBC_128),
  6: suite(6, rakpMd5, open, CLEAR),
  7: suite(7, rakpMd5, hmacMd5, CLEAR),
  8: suite(8, rakpMd5, hmacMd5, AES_CBC_128),
  11: suite(11, rakpMd5, md5, CLEAR),
  12: suite(12, rakpMd5, md5, AES_CBC_128),
  15: suite(15, rakpSha256, open, CLEAR),
  16: suite(16, rakpSha256, hmacSha256, CLEAR),
  17: suite(17, rakpSha256, hmacSha256, AES_CBC_128),
};

function suite(
  id: CipherSuiteId,
  authentication: Authentication,
  integrity: Integrity,
  confidentiality: number,
): CipherSuite {
  const { hash, hashLength, checkLength } = authentication;
  return {
    id,
    authentication: authentication.number,
    integrity: integrity.number,
    confidentiality,
    hash,
    hashLength,
    checkLength,
    authCode: integrity.code,
    authCodeLength: integrity.length,
    encrypts: confidentiality === AES_CBC_128,
  };
}

/** What is tried unless somebody chooses otherwise, strongest first. */
export const cipherSuitePreference: readonly CipherSuiteId[] = [17, 3];

/** All that the engine speaks, strongest first: encryption before none, SHA-256 before SHA-1 before MD5. The order a ratchet compares by. */
export const cipherSuitesByStrength: readonly CipherSuiteId[] = [17, 3, 8, 12, 16, 2, 7, 11, 15, 1, 6, 0];

export function cipherSuite(id: CipherSuiteId): CipherSuite {
  return suites[id];
}

export function isCipherSuiteId(id: number): id is CipherSuiteId {
  return (suiteIds as readonly number[]).includes(id);
}

/** True when `id` is as strong as `minimum` or stronger. */
export function isAtLeast(id: CipherSuiteId, minimum: CipherSuiteId): boolean {
  return cipherSuitesByStrength.indexOf(id) <= cipherSuitesByStrength.indexOf(minimum);
}
