// `node tools/fuzz.mjs [seed]`: two million hostile inputs for all that reads what a BMC sends, chosen by the code they reach.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { build } from "esbuild";
import { instrument } from "./instrument.mjs";
import { root } from "./run.mjs";

const CASES = 2_000_000;
/** Shares of the cases. What decodes few bytes is quicker through. */
const shares = {
  datagrams: 0.2,
  "signed packets": 0.15,
  "session set-up": 0.15,
  SDR: 0.1,
  SEL: 0.1,
  FRU: 0.1,
  DCMI: 0.05,
  commands: 0.15,
};
const bundle = `${root}test-results/fuzz/engine.mjs`;

/** The engine in one file with counters in it; returns how many. Commands are whatever the folder holds. */
async function buildInstrumented() {
  const commands = readdirSync(`${root}server/ipmi/commands`, { recursive: true })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.includes("testing"))
    .sort();
  const contents = [
    'export { allTargets, commandsIn, fuzz, problemWithTriples } from "./server/ipmi/robustness/testing/fuzz";',
    ...commands.map((path, index) => `import * as m${index} from "./server/ipmi/commands/${path}";`),
    `export const modules = [${commands.map((_, index) => `m${index}`).join(", ")}];`,
  ].join("\n");
  await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  const { code, counters } = instrument(readFileSync(bundle, "utf8"));
  writeFileSync(bundle, code);
  return counters;
}

/** A thread: runs the targets it is given, one after the other. */
async function work({ names, suite, counters, seed }) {
  const coverage = new Uint8Array(counters);
  globalThis.__coverage = coverage;
  // Most inputs do not decode, and writing down where costs more than decoding.
  Error.stackTraceLimit = 0;
  const { allTargets, commandsIn, fuzz, modules, problemWithTriples } = await import(
    pathToFileURL(bundle).href
  );
  const began = performance.now();
  const problem = await problemWithTriples(suite);
  parentPort.postMessage({ suite, problem, seconds: (performance.now() - began) / 1000 });
  for (const target of allTargets(commandsIn(modules)).filter(({ name }) => names.includes(name))) {
    const started = performance.now();
    const report = await fuzz(target, coverage, Math.round(CASES * shares[target.name]), seed);
    parentPort.postMessage({ ...report, seconds: (performance.now() - started) / 1000 });
  }
}

function sayTriples({ suite, problem, seconds }) {
  const text = `${64 ** 3} algorithm triples for suite ${suite}, ${seconds.toFixed(1)} s`;
  console.log(problem ? `FAILED  ${text}: ${problem}` : `ok  ${text}`);
}

function say({ target, cases, corpus, places, seconds, failure }) {
  const figures = `${cases} cases, ${places} places, ${corpus} inputs kept, ${seconds.toFixed(1)} s`;
  console.log(`${failure ? "FAILED" : "ok"}  fuzzing ${target}: ${figures}`);
  if (failure) console.log(`  input ${failure.input}\n  ${failure.problem}`);
}

/** Returns how many targets passed and failed. */
export async function fuzzing(seed = 1) {
  console.log(`fuzzing with seed ${seed}`);
  const counters = await buildInstrumented();
  const names = Object.keys(shares);
  const halves = [0, 1].map((half) => names.filter((_, index) => index % 2 === half));
  const reports = [];
  const threads = halves.map(
    (names, index) =>
      new Promise((resolve, reject) => {
        const thread = new Worker(fileURLToPath(import.meta.url), {
          workerData: { names, suite: [17, 3][index], counters, seed },
        });
        thread.on("message", (report) => {
          if ("suite" in report) sayTriples(report);
          else say(report);
          reports.push(report);
        });
        thread.on("error", reject);
        thread.on("exit", resolve);
      }),
  );
  await Promise.all(threads);
  const expected = names.length + halves.length;
  const passed = reports.filter(({ failure, problem }) => !failure && !problem).length;
  const cases = reports.reduce((sum, report) => sum + (report.cases ?? 64 ** 3), 0);
  console.log(`${cases} hostile inputs`);
  return { passed, failed: expected - passed };
}

if (!isMainThread && workerData?.names) await work(workerData);
else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await fuzzing(Number(process.argv[2] ?? 1));
  process.exitCode = failed > 0 ? 1 : 0;
}
