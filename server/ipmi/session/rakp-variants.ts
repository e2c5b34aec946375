import type { CipherSuite } from "../crypto/cipher-suite";
import { constantTimeEqual } from "../crypto/constant-time";
import type { Credentials } from "../crypto/credentials";
import { type RakpFacts, rakp2Code } from "../crypto/rakp";
import type { Workaround } from "./workarounds";

/** What goes into the hashes of a key exchange, and by which of FreeIPMI's names it departs from the specification. */
export interface RakpVariant {
  readonly facts: RakpFacts;
  readonly credentials: Credentials;
  readonly workarounds: readonly Workaround[];
  /** So many bytes of a longer password are all that counts; left out where all do. */
  readonly passwordBytes?: number;
}

const NAME_BYTES = 16;
const PRIVILEGE_MASK = 0x0f;
/** So much of a code must be there and be right, whatever its length: 128 bits. */
const LEAST_CODE_BYTES = 16;
/** Some boards keep so many bytes of a longer password (quirk E24). */
const KEPT_PASSWORD_BYTES = [16, 19] as const;

/** A user name with zeros up to the 16 bytes of its field in IPMI 1.5, which some boards go on wanting (quirk E12). */
export function paddedName(username: string): string {
  return username + "\0".repeat(Math.max(0, NAME_BYTES - Buffer.byteLength(username)));
}

/**
 * The way of hashing under which the BMC's code of RAKP 2 proves that it knows the password; null when there is none.
 * Comparing costs the BMC nothing and counts as no attempt, so every known way may be looked at. A code of another
 * length than the hash, where such are taken at all, is compared over what both have (quirk E8).
 */
export function provenVariant(
  suite: CipherSuite,
  standard: Omit<RakpVariant, "workarounds">,
  code: Buffer,
): RakpVariant | null {
  return variantsOf(suite, standard).find((variant) => proves(suite, variant, code)) ?? null;
}

function variantsOf(suite: CipherSuite, standard: Omit<RakpVariant, "workarounds">): RakpVariant[] {
  const { facts, credentials } = standard;
  const openSession = { ...facts, role: facts.role & PRIVILEGE_MASK };
  const padded = { ...facts, username: paddedName(facts.username) };
  const intel = suite.hash === "md5" ? credentials.cutTo(NAME_BYTES) : credentials;
  const asSent = facts.username.endsWith("\0") ? (["intel20"] as const) : [];
  return [
    { ...standard, workarounds: asSent },
    // The level of Open Session, which has no look-up bit, in the place of RAKP 1's (quirk E4).
    { facts: openSession, credentials, workarounds: [...asSent, "opensesspriv"] },
    // Name padded, and the password cut under HMAC-MD5 (quirk E7).
    { facts: padded, credentials: intel, workarounds: ["intel20"] },
    ...KEPT_PASSWORD_BYTES.map((bytes) => ({
      facts,
      credentials: credentials.cutTo(bytes),
      workarounds: asSent,
      passwordBytes: bytes,
    })),
  ];
}

function proves(suite: CipherSuite, { facts, credentials }: RakpVariant, code: Buffer): boolean {
  const expected = rakp2Code(suite, credentials, facts);
  const length = Math.min(expected.length, code.length);
  if (length < Math.min(LEAST_CODE_BYTES, expected.length)) return false;
  return constantTimeEqual(expected.subarray(0, length), code.subarray(0, length));
}
