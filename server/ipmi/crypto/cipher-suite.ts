/**
 * The cipher suites the engine speaks, strongest first (IPMI 2.0 §22.15.2, table 22-20). Suites without
 * authentication, integrity or AES, and those built on MD5 or RC4, are absent on purpose.
 */
export type CipherSuiteId = 17 | 3;

export interface CipherSuite {
  readonly id: CipherSuiteId;
  /** Authentication algorithm number (IPMI 2.0 §13.28, table 13-17). */
  readonly authentication: number;
  /** Integrity algorithm number (table 13-18). */
  readonly integrity: number;
  /** Confidentiality algorithm number (table 13-19). */
  readonly confidentiality: number;
  /** Node's name of the hash under every HMAC of the suite. */
  readonly hash: "sha1" | "sha256";
  /** Bytes of a whole HMAC: key exchange codes of RAKP 2 and 3, session keys. */
  readonly hashLength: number;
  /** Bytes of a truncated HMAC: RAKP 4's integrity check value and every packet's AuthCode. */
  readonly authCodeLength: number;
}

const AES_CBC_128 = 0x01;

const suites: Readonly<Record<CipherSuiteId, CipherSuite>> = {
  17: {
    id: 17,
    authentication: 0x03,
    integrity: 0x04,
    confidentiality: AES_CBC_128,
    hash: "sha256",
    hashLength: 32,
    authCodeLength: 16,
  },
  3: {
    id: 3,
    authentication: 0x01,
    integrity: 0x01,
    confidentiality: AES_CBC_128,
    hash: "sha1",
    hashLength: 20,
    authCodeLength: 12,
  },
};

/** Strongest first: the default policy, and the order a ratchet compares by. */
export const cipherSuitePreference: readonly CipherSuiteId[] = [17, 3];

export function cipherSuite(id: CipherSuiteId): CipherSuite {
  return suites[id];
}

/** True when `id` is as strong as `minimum` or stronger. */
export function isAtLeast(id: CipherSuiteId, minimum: CipherSuiteId): boolean {
  return cipherSuitePreference.indexOf(id) <= cipherSuitePreference.indexOf(minimum);
}
