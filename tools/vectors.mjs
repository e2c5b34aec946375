// `npm run vectors -- FOLDER`: replays captured sessions, sensor and event tables and FRU images of others through the engine.
import { build } from "esbuild";
import { root } from "./build.mjs";

const outfile = `${root}test-results/vectors/main.mjs`;
await build({
  absWorkingDir: root,
  entryPoints: ["server/vectors/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { "@": root.replace(/\/$/, "") },
  logLevel: "warning",
});
const { main } = await import(outfile);
process.exitCode = main(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
