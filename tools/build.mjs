// Builds what is not built or not current: the Prisma client, the engine (dist/), the pages (.next/).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundles } from "./load-command-line.cjs";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** What makes the command line, besides its sources. */
const commandLineTools = ["tools/build.mjs", "tools/load-command-line.cjs", "tools/compile-command-line.mjs"];

/** What each part is made from; a part is made again when a file of it has changed. */
const parts = [
  {
    name: "database client",
    inputs: ["prisma/schema.prisma", "package-lock.json"],
    output: "prisma/generated/client.ts",
    make: generateClient,
  },
  {
    name: "engine",
    inputs: ["server", "lib", "prisma/schema.prisma", "package.json", "package-lock.json"],
    output: "dist/server/main.js",
    make: bundleEngine,
  },
  {
    name: "command line",
    inputs: [
      ...commandLineTools,
      "server/cli",
      "server/shell",
      "server/simulator",
      "server/vectors",
      "server/ipmi",
      "lib",
      "package-lock.json",
    ],
    output: "dist/cli/ipmi.cache",
    make: bundleCommandLine,
  },
  {
    name: "pages",
    inputs: [
      "app",
      "components",
      "lib",
      "public",
      "next.config.ts",
      "postcss.config.mjs",
      "tsconfig.json",
      "package-lock.json",
    ],
    output: ".next/BUILD_ID",
    make: () => node("pages", ["node_modules/next/dist/bin/next", "build"], { NEXT_TELEMETRY_DISABLED: "1" }),
  },
];

function* filesOf(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path).sort()) yield* filesOf(join(path, entry));
}

function fingerprint(inputs) {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    for (const file of filesOf(join(root, input))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash.update(file.slice(root.length)).update("\0").update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function node(what, args, env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`building the ${what} failed:\n${stdout}${stderr}`);
}

/** `prisma generate` looks for its native schema engine and would download it; it only needs the name of some program. */
function generateClient() {
  rmSync(join(root, "prisma/generated"), { recursive: true, force: true });
  node("database client", ["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
}

async function bundleEngine() {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: {
      "server/main": "server/main.ts",
      "server/web/next-child": "server/web/next-child.ts",
      "server/demo/bmcs-child": "server/demo/bmcs-child.ts",
    },
    outdir: "dist",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    sourcemap: true,
    logLevel: "warning",
  });
}

/** A bundle a command, whose modules run when they are asked for, and what V8 made of it: reading many files takes longer. */
async function bundleCommandLine() {
  rmSync(join(root, "dist/cli"), { recursive: true, force: true });
  for (const name of Object.keys(bundles)) {
    const { metafile } = await bundleCommand(name);
    writeFileSync(bundleInputs(name), JSON.stringify(Object.keys(metafile.inputs)));
  }
  node("command line", ["tools/compile-command-line.mjs"]);
}

async function bundleCommand(name) {
  const { build } = await import("esbuild");
  return build({
    absWorkingDir: root,
    entryPoints: { [name]: bundles[name] },
    outdir: "dist/cli",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "ascii",
    // A script has no import(): what is loaded later is required.
    supported: { "dynamic-import": false },
    packages: "external",
    alias: { "@": root.replace(/\/$/, "") },
    plugins: [
      { name: "other commands", setup: otherCommandsApart },
      { name: "no side effects", setup: withoutSideEffects },
    ],
    // Names stay as they are: stack traces and profiles are read by people.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: "warning",
  });
}

const bundleInputs = (name) => join(root, `dist/cli/${name}.inputs.json`);

/** The files a bundle of the command line was made from, as paths from the root. */
export function commandLineSources(name) {
  return [...commandLineTools, ...JSON.parse(readFileSync(bundleInputs(name), "utf8"))];
}

/** What `main` loads when it is asked for is in the bundle of that command. */
function otherCommandsApart({ onResolve }) {
  onResolve({ filter: /^\.\// }, ({ path, kind, importer }) => {
    if (kind !== "dynamic-import" || importer !== join(root, bundles.main)) return undefined;
    return { path: `./${basename(path)}.cjs`, external: true };
  });
}

/** Lets esbuild leave out what is exported and not used. */
function withoutSideEffects({ onResolve, resolve }) {
  onResolve({ filter: /^(@\/|\.)/ }, async ({ path, pluginData, ...context }) => {
    if (pluginData === "resolving") return undefined;
    const { importer, resolveDir, kind } = context;
    const found = await resolve(path, { importer, resolveDir, kind, pluginData: "resolving" });
    return { ...found, sideEffects: false };
  });
}

function isCurrent({ output }, stamp, wanted) {
  return existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs `work` while no other process of this machine builds in this folder. */
async function alone(work) {
  const lock = join(root, "dist/build.pid");
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const pid = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
      if (pid > 0 && !isAlive(pid)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Returns the names of the parts that were made. `say` hears of each before it is made; `names`: those to look at, by default all. */
export async function buildAll(say = () => undefined, names = parts.map((part) => part.name)) {
  const stamps = join(root, "dist/stamps");
  const made = [];
  for (const part of parts.filter(({ name }) => names.includes(name))) {
    const stamp = join(stamps, part.name.replaceAll(" ", "-"));
    if (isCurrent(part, stamp, fingerprint(part.inputs))) continue;
    mkdirSync(stamps, { recursive: true });
    await alone(async () => {
      const wanted = fingerprint(part.inputs);
      if (isCurrent(part, stamp, wanted)) return;
      say(`building the ${part.name} …`);
      rmSync(stamp, { force: true });
      await part.make();
      writeFileSync(stamp, wanted);
      made.push(part.name);
    });
  }
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll((line) => console.log(line));
}
