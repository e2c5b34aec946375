// `npm test`: everything. Its last line is `N passed, N failed`.
import { buildAll } from "./build.mjs";
import { check } from "./check.mjs";
import { vitestCounts } from "./counts.mjs";
import { installDebianPackages } from "./debian-packages.mjs";
import { e2e } from "./e2e.mjs";
import { fuzzing } from "./fuzz.mjs";

/** Side by side: what mostly waits beside what mostly computes. */
async function together(...stages) {
  const counts = await Promise.all(stages.map((stage) => stage()));
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function buildAndFuzz() {
  await buildAll((line) => console.log(line));
  const { passed, failed } = await fuzzing();
  return { passed: passed + 1, failed };
}

async function peersThenLifeCycle() {
  const peers = await vitestCounts("tests with foreign peers", "vitest.peer.config.ts");
  const life = await vitestCounts("life cycle tests", "e2e/lifecycle/vitest.config.ts");
  return { passed: peers.passed + life.passed, failed: peers.failed + life.failed };
}

const stages = [
  check,
  () => together(() => vitestCounts("database tests", "vitest.db.config.ts"), buildAndFuzz),
  () => together(peersThenLifeCycle, e2e),
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
