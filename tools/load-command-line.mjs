// The bundle of the command line as a module, with the code V8 compiled when it was built: half the time to start.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

const bundle = fileURLToPath(new URL("../dist/cli/main.cjs", import.meta.url));
export const codeCache = fileURLToPath(new URL("../dist/cli/main.cache", import.meta.url));

/** `main` of the command line, and the script it is of. Code compiled by another Node is not used: only slower. */
export function loadCommandLine() {
  // esbuild escapes what is not ASCII: one byte is one character.
  const source = `(function (exports, require, module) {${readFileSync(bundle, "latin1")}\n})`;
  const script = new Script(source, { filename: bundle, cachedData: compiledCode() });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(import.meta.url), module);
  return { main: module.exports.main, script };
}

function compiledCode() {
  try {
    return readFileSync(codeCache);
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
