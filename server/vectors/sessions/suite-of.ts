import { type CipherSuite, cipherSuite, cipherSuitesByStrength } from "../../ipmi/crypto/cipher-suite";
import type { Algorithms } from "../../ipmi/session/setup-messages";

const XRC4: readonly number[] = [2, 3];

/** A suite with these algorithms, standard or not; null for one the engine cannot authenticate. */
export function suiteOf({ authentication, integrity, confidentiality }: Algorithms): CipherSuite | null {
  const known = cipherSuitesByStrength.map(cipherSuite);
  const proof = known.find((suite) => suite.authentication === authentication);
  const seal = known.find((suite) => suite.integrity === integrity);
  if (proof === undefined || seal === undefined) return null;
  const { authCode, authCodeLength } = seal;
  return { ...proof, integrity, authCode, authCodeLength, confidentiality, encrypts: confidentiality === 1 };
}

/** Confidentiality algorithms 2 and 3 (IPMI 2.0 table 13-19): OpenSSL 3, and so node:crypto, has no RC4. */
export function isXrc4({ confidentiality }: Pick<Algorithms, "confidentiality">): boolean {
  return XRC4.includes(confidentiality);
}
