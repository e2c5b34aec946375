// `npm run check`: format, lint, types, boundaries and unit tests, at the same time. Needs no database and no network.
import { fileURLToPath } from "node:url";
import { buildAll } from "./build.mjs";
import { vitestCounts } from "./counts.mjs";
import { bin, run } from "./run.mjs";

const parts = [
  {
    name: "format and lint",
    command: [...bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
  },
  { name: "types", command: [...bin("typescript/lib/tsc.js"), "--noEmit", "-p", "."] },
  { name: "boundaries", command: [process.execPath, "tools/boundaries.mjs"] },
];

/** Runs all of it; says each part's result as it comes. Returns how many checks and tests passed and failed. */
export async function check() {
  await buildAll((line) => console.log(line), ["database client"]);
  const checks = parts.map(async ({ name, command }) => {
    const { ok, output, seconds } = await run(command);
    console.log(`${ok ? "ok" : "FAILED"}  ${name} (${seconds.toFixed(1)} s)`);
    if (!ok) console.log(output);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  });
  const counts = await Promise.all([...checks, vitestCounts("unit tests", "vitest.config.ts")]);
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
