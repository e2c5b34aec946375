// `npm test`: everything, one after the other. Its last line is `N passed, N failed`.
import { buildAll } from "./build.mjs";
import { check } from "./check.mjs";
import { vitestCounts } from "./counts.mjs";
import { installDebianPackages } from "./debian-packages.mjs";
import { e2e } from "./e2e.mjs";
import { fuzzing } from "./fuzz.mjs";

const stages = [
  check,
  () => vitestCounts("database tests", "vitest.db.config.ts"),
  async () => {
    await buildAll((line) => console.log(line));
    return { passed: 1, failed: 0 };
  },
  () => fuzzing(),
  () => vitestCounts("tests with foreign peers", "vitest.peer.config.ts"),
  () => vitestCounts("life cycle tests", "e2e/lifecycle/vitest.config.ts"),
  e2e,
];

let passed = 0;
let failed = 0;
try {
  installDebianPackages();
  for (const stage of stages) {
    const counts = await stage();
    passed += counts.passed;
    failed += counts.failed;
  }
} catch (error) {
  console.error(error.message);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
