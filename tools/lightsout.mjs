#!/usr/bin/env node
// `lightsout …`: the command line, from its bundle; built anew when a source of it has changed.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadCommandLine } from "./load-command-line.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const sources = `${root}dist/cli/sources.json`;

/** When each source of the bundle was changed last, as it was when the bundle was made. */
function isCurrent() {
  try {
    const known = Object.entries(JSON.parse(readFileSync(sources, "utf8")));
    return known.every(([path, changed]) => statSync(root + path).mtimeMs === changed);
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return false;
    throw error;
  }
}

async function build() {
  const { buildAll, commandLineSources } = await import("./build.mjs");
  await buildAll((line) => console.error(line), ["command line"]);
  const paths = commandLineSources();
  const changed = paths.map((path) => [path, statSync(root + path).mtimeMs]);
  writeFileSync(sources, JSON.stringify(Object.fromEntries(changed)));
}

if (!isCurrent()) await build();
hidePassword();
const { main } = loadCommandLine();
const version = () => JSON.parse(readFileSync(`${root}package.json`, "utf8")).version;
process.exitCode = await main(process.argv.slice(2), { environment: process.env, version: version() });

/** What follows -P is gone from the list of processes as soon as we run. */
function hidePassword() {
  if (process.argv.some((word) => word.startsWith("-P"))) process.title = "lightsout";
}
