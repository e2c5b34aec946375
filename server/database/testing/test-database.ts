import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDatabaseClient } from "../client";
import { applyMigrations } from "../migrations";

export interface TestDatabase {
  readonly database: ReturnType<typeof createDatabaseClient>;
  close(): Promise<void>;
}

/** A new, empty database with all migrations, on the server that postgres-setup.ts started. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await applyMigrations(url, "prisma/migrations");
  const database = createDatabaseClient(url);
  return { database, close: () => database.$disconnect() };
}
