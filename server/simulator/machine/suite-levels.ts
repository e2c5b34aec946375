import type { Bmc } from "./bmc";
import { LEVEL_PLACES, lanParameters, SUITE_LEVELS } from "./commands/lan";

/** Above every level that can be asked for. */
const UNLIMITED = 5;

/** Highest level that may log in with a cipher suite; 0: none, the suite is not in use (IPMI 2.0 table 23-4). */
export function suiteLimit(bmc: Bmc, suite: number): number {
  const { suiteLevels, cipherSuites } = bmc.profile;
  const place = suiteLevels === "suite-id" ? suite : cipherSuites.indexOf(suite);
  // A suite without a place has no level of its own.
  if (place < 0 || place >= LEVEL_PLACES) return UNLIMITED;
  const pair = lanParameters.value(bmc, SUITE_LEVELS)[1 + (place >> 1)] ?? 0;
  return place % 2 === 0 ? pair & 0x0f : pair >> 4;
}
