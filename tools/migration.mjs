// `npm run migration -- name`: writes what changed in prisma/schema.prisma as a new folder in prisma/migrations. Works offline.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./run.mjs";

const name = process.argv[2] ?? "";
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name of small letters, digits and _: npm run migration -- add_rack");
  process.exit(1);
}
const script = join(root, "dist/tools/migration-draft.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["server/database/migration-draft.ts"],
  outfile: script,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { "@": root.replace(/\/$/, "") },
});
const { draftMigrationAlone } = await import(script);
const migrations = join(root, "prisma/migrations");
const folders = readdirSync(migrations).filter((entry) => /^\d+_/.test(entry));
const newest = folders.sort().at(-1);
const schema = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
const sql = await draftMigrationAlone(
  readFileSync(join(migrations, newest, "schema.prisma"), "utf8"),
  schema,
);
if (sql === null) {
  console.log(`${newest} leads to what prisma/schema.prisma says: there is nothing to write.`);
} else {
  const folder = `${String(Number.parseInt(newest, 10) + 1).padStart(4, "0")}_${name}`;
  mkdirSync(join(migrations, folder));
  writeFileSync(join(migrations, folder, "migration.sql"), sql);
  // What the next migration starts from.
  writeFileSync(join(migrations, folder, "schema.prisma"), schema);
  console.log(`Written: prisma/migrations/${folder}/migration.sql. Read it before you commit it.`);
}
