import type { Command } from "../../commands/command";
import { type CipherSuiteId, cipherSuite } from "../../crypto/cipher-suite";
import { allNumbers, everyTriple } from "./algorithm-triples";
import { type Coverage, CoverageFuzzer, type FuzzReport } from "./coverage-fuzzer";
import { decoderTargets } from "./decoder-targets";
import type { FuzzTarget } from "./fuzz-target";
import { receiveTargets } from "./receive-targets";

export function allTargets(commands: readonly Command<never, unknown>[]): readonly FuzzTarget[] {
  return [...receiveTargets(), ...decoderTargets(commands)];
}

/** The commands among the exports of modules. */
export function commandsIn(modules: readonly object[]): readonly Command<never, unknown>[] {
  const exported = modules.flatMap((module) => Object.values(module) as unknown[]);
  return exported.filter(
    (value): value is Command<never, unknown> =>
      typeof value === "object" &&
      value !== null &&
      "netFn" in value &&
      "decode" in value &&
      "privilege" in value,
  );
}

/** All 64³ answers to Open Session: null when only the suite's own was gone on with and nothing leaked, else what was wrong. */
export async function problemWithTriples(id: CipherSuiteId): Promise<string | null> {
  const { authentication, integrity, confidentiality } = cipherSuite(id);
  const { accepted, proofs } = await everyTriple(id, () => allNumbers);
  const right = JSON.stringify(accepted) === JSON.stringify([[authentication, integrity, confidentiality]]);
  return right && proofs === 0 ? null : `accepted ${JSON.stringify(accepted)}, ${proofs} proofs left`;
}

/** Runs one target. */
export function fuzz(
  target: FuzzTarget,
  coverage: Coverage,
  cases: number,
  seed: number,
): Promise<FuzzReport> {
  return new CoverageFuzzer(target, coverage, seed).run(cases);
}
