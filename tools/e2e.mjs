// `npm run e2e [-- arguments of Playwright]`: the journeys of e2e/*.spec.ts in a browser, against simulated BMCs.
import { fileURLToPath } from "node:url";
import { buildAll } from "./build.mjs";
import { playwrightCounts } from "./counts.mjs";
import { installDebianPackages } from "./debian-packages.mjs";

export async function e2e(args = []) {
  installDebianPackages();
  await buildAll((line) => console.log(line));
  return playwrightCounts("end-to-end tests", args);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await e2e(process.argv.slice(2));
  process.exitCode = failed > 0 ? 1 : 0;
}
