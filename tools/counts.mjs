// Runs test runners and reads from their JSON reports how many tests passed and failed.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bin, root, run } from "./run.mjs";

const reportOf = (name) => join(root, "test-results", `${name.replaceAll(" ", "-")}.json`);

/** A runner that ended badly without a failed test (a file that does not load, no test found) counts as one failure. */
function counted(passed, failed, { ok, seconds }, name) {
  const counts = { passed, failed: failed === 0 && (!ok || passed === 0) ? 1 : failed };
  console.log(
    `${counts.failed ? "FAILED" : "ok"}  ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
  );
  return counts;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

/** `config` names a Vitest configuration. Prints the runner's own output only when something failed. */
export async function vitestCounts(name, config) {
  const report = reportOf(name);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const result = await run([...bin("vitest/vitest.mjs"), "run", "--config", config, ...reporters]);
  if (!result.ok) console.log(result.output);
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  return counted(numPassedTests, numFailedTests, result, name);
}

/** Prints each test as it ends: they take minutes. `args` are handed to Playwright. */
export async function playwrightCounts(name, args = []) {
  const report = reportOf(name);
  rmSync(report, { force: true });
  const command = [...bin("@playwright/test/cli.js"), "test", "--reporter=list,json", ...args];
  const result = await run(command, { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report }, show: true });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
  return counted(expected, unexpected + flaky + skipped, result, name);
}
