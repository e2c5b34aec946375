import { readFile } from "node:fs/promises";
import pg from "pg";
import type { PrismaClient } from "@/prisma/generated/client";
import { StartupError } from "@/server/startup-error";
import { createDatabaseClient } from "./client";
import { startEmbeddedPostgres } from "./embedded/postgres";
import { applyMigrations } from "./migrations";

export interface DatabaseOptions {
  /** Of a Postgres somebody else runs; null starts the embedded one. */
  readonly url: string | null;
  readonly urlFile: string | null;
  readonly dataFolder: string;
  /** prisma/migrations. */
  readonly migrations: string;
  /** The embedded server ended without being asked to. */
  readonly onLost: (description: string) => void;
}

export interface Database {
  readonly client: PrismaClient;
  /** Names of the migrations applied at this start. */
  readonly applied: readonly string[];
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A database that is there and current. Throws StartupError, which never holds the password in the URL. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const given = options.urlFile ? await urlFrom(options.urlFile) : options.url;
  if (given) await reach(given);
  const embedded = given ? null : await startEmbeddedPostgres(options.dataFolder);
  embedded?.onExit(options.onLost);
  const url = given ?? embedded?.url ?? "";
  try {
    const applied = await applyMigrations(url, options.migrations);
    const client = createDatabaseClient(url);
    return {
      client,
      applied,
      check: async () => {
        await client.$queryRaw`SELECT 1`;
      },
      close: async () => {
        await client.$disconnect();
        await embedded?.stop();
      },
    };
  } catch (cause) {
    await embedded?.stop();
    const reason = firstLine(cause);
    throw new StartupError(`The database could not be brought up to date: ${reason}`, { cause });
  }
}

async function urlFrom(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new StartupError(`Setting DATABASE_URL_FILE names ${file}, which cannot be read.`, { cause });
  });
  return text.trim();
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    const { host, port, database } = client;
    throw new StartupError(
      `The database ${database} at ${host}:${port} (DATABASE_URL) cannot be reached: ${firstLine(cause)}`,
      { cause },
    );
  }
}

function firstLine(error: unknown): string {
  if (error instanceof AggregateError) return firstLine(error.errors[0]);
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n").find((line) => line.trim() !== "") ?? "no reason was given";
}
