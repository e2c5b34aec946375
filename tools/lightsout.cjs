#!/usr/bin/env node
// `lightsout …`: the command line, from its bundles; built anew when a source of what is asked for has changed.
// CommonJS, because Node starts it 10 ms sooner than a module.
const { readFileSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { bundles, load } = require("./load-command-line.cjs");

const root = join(__dirname, "../");
const wanted = Object.keys(bundles).filter((name) => name === "main" || name === process.argv[2]);
const knownSources = (bundle) => join(root, `dist/cli/${bundle}.sources.json`);

/** When each source of a bundle was changed last, as it was when the bundle was made. */
function isCurrent(bundle) {
  try {
    const known = Object.entries(JSON.parse(readFileSync(knownSources(bundle), "utf8")));
    return known.every(([path, changed]) => statSync(root + path).mtimeMs === changed);
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return false;
    throw error;
  }
}

async function build() {
  const { buildAll, commandLineSources } = await import("./build.mjs");
  await buildAll((line) => console.error(line), ["command line"]);
  for (const bundle of wanted) {
    const changed = commandLineSources(bundle).map((path) => [path, statSync(root + path).mtimeMs]);
    writeFileSync(knownSources(bundle), JSON.stringify(Object.fromEntries(changed)));
  }
}

async function start() {
  if (!wanted.every(isCurrent)) await build();
  hidePassword();
  const { main } = load("main");
  const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  process.exitCode = await main(process.argv.slice(2), { environment: process.env, version });
}

/** What follows -P is gone from the list of processes as soon as we run. */
function hidePassword() {
  if (process.argv.some((word) => word.startsWith("-P"))) process.title = "lightsout";
}

start();
