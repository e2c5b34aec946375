import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../embedded/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a server on which tests make databases of their own. */
    postgresUrl: string;
  }
}

/** One Postgres for a whole run of tests; gone with its files afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "lightsout-db-"));
  // The database's own user has to get in when we are root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
