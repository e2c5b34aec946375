import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSchemaEngine } from "./schema-engine";

/**
 * Applies what is new in prisma/migrations, in order, as `prisma migrate deploy` would: same `_prisma_migrations` table, but through the
 * WebAssembly engine, since the native one is a download. Returns the names applied.
 */
export async function applyMigrations(url: string, folder: string): Promise<readonly string[]> {
  const { engine, close } = await openSchemaEngine(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(folder),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await close();
  }
}

/** The folder as the schema engine wants it. */
export async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(folder, path, "migration.sql"), "utf8") },
      },
    })),
  );
  const lockfile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };
  return { baseDir: folder, lockfile, shadowDbInitScript: "", migrationDirectories };
}
