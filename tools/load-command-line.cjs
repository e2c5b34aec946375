// The bundles of the command line as modules, with the code V8 compiled when they were built: half the time to start.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

/** What each bundle is made from: `main` finds the command, the others are one each. */
const bundles = {
  main: "server/cli/main.ts",
  ipmi: "server/cli/ipmi/ipmi.ts",
  console: "server/cli/console/console.ts",
  simulate: "server/cli/simulate/simulate.ts",
};

const folder = join(__dirname, "../dist/cli");
const scripts = new Map();

/** The exports of the bundle of this name. Code compiled by another Node is not used: only slower. */
function load(name) {
  const filename = join(folder, `${name}.cjs`);
  // esbuild escapes what is not ASCII: one byte is one character.
  const source = `(function (exports, require, module) {${readFileSync(filename, "latin1")}\n})`;
  const script = new Script(source, { filename, cachedData: compiledCode(name) });
  scripts.set(name, script);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, requireFromBundle, module);
  return module.exports;
}

/** A bundle asks for another by `./NAME.cjs`, and for packages and parts of Node by their names. */
function requireFromBundle(id) {
  return id.startsWith("./") ? load(id.slice(2, -".cjs".length)) : require(id);
}

const codeCache = (name) => join(folder, `${name}.cache`);

function compiledCode(name) {
  try {
    return readFileSync(codeCache(name));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

module.exports = { bundles, load, scripts, codeCache };
