// `npm run bench`: the figures of bench/, taken on this machine, written to bench/results/.
import { mkdirSync } from "node:fs";
import { build } from "esbuild";
import { root } from "./build.mjs";
import { installDebianPackages } from "./debian-packages.mjs";

installDebianPackages();
const outfile = `${root}test-results/bench/main.mjs`;
mkdirSync(`${root}bench/results`, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ["bench/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { "@": root.replace(/\/$/, "") },
  logLevel: "warning",
});
await import(outfile);
