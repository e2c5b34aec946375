import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "./embedded/postgres";
import { openSchemaEngine } from "./schema-engine";

/** The SQL that leads from one Prisma schema to another, both as text; null when it is none. `url`: any Postgres, left as it is. */
export async function draftMigration(url: string, from: string, to: string): Promise<string | null> {
  const { engine, close } = await openSchemaEngine(url);
  try {
    const side = (content: string) => ({
      tag: "schemaDatamodel" as const,
      files: [{ path: "schema.prisma", content }],
    });
    const { stdout } = await engine.diff({
      from: side(from),
      to: side(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout?.trim() ?? "";
    return sql === "" || sql.startsWith("-- This is an empty migration.") ? null : `${sql}\n`;
  } finally {
    await close();
  }
}

/** The same with a Postgres started for the purpose. */
export async function draftMigrationAlone(from: string, to: string): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "lightsout-draft-"));
  await chmod(folder, 0o755); // the database's own user has to get in when we are root
  const postgres = await startEmbeddedPostgres(folder);
  try {
    return await draftMigration(postgres.url, from, to);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
