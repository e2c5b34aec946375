import { expect, test } from "vitest";
import { type CipherSuiteId, cipherSuite } from "../crypto/cipher-suite";
import { allNumbers, everyTriple } from "./testing/algorithm-triples";

/** Triples with one number of 64 and two likely ones; `tools/fuzz.mjs` goes through all 64³. */
test.each<CipherSuiteId>([17, 3])(
  "of the algorithm triples in an Open Session Response only suite %i's own goes on to RAKP 1, and no proof leaves",
  async (id) => {
    const { authentication, integrity, confidentiality } = cipherSuite(id);
    const own = [authentication, integrity, confidentiality] as const;
    const near = own.map((number) => [...new Set([0, 1, number, number ^ 1, number | 0x20])]);
    for (const swept of [0, 1, 2] as const) {
      const { accepted, proofs } = await everyTriple(id, (field) =>
        field === swept ? allNumbers : (near[field] ?? []),
      );
      expect(accepted).toEqual([own]);
      expect(proofs).toBe(0);
    }
  },
);
