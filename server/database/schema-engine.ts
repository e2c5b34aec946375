import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

let loaded = false;

/** The package's own entry imports the .wasm file as a module, which Node cannot before 24.5: instantiate it ourselves, once. */
async function load(): Promise<void> {
  if (loaded) return;
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = await readFile(join(dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), {
    "./schema_engine_bg.js": { ...glue },
  });
  const exports = instance.exports as { __wbindgen_start(): void };
  glue.__wbg_set_wasm(instance.exports);
  exports.__wbindgen_start();
  loaded = true;
}

/**
 * The adapter cuts scripts at every semicolon, in comments and function bodies too, and runs the pieces one by one. Postgres takes
 * a script whole, in one transaction: a migration is applied or not.
 */
class WholeScriptPg extends PrismaPg {
  readonly #opened: PgConnection[] = [];

  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await connection.underlyingDriver().query(script);
    };
    this.#opened.push(connection);
    return connection;
  }

  /** The engine leaves its connections open, and with them the lock that keeps two migrations apart. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((connection) => connection.dispose()));
  }
}

type PgConnection = Awaited<ReturnType<PrismaPg["connect"]>>;

export interface OpenSchemaEngine {
  readonly engine: glue.SchemaEngine;
  close(): Promise<void>;
}

/** Prisma's schema engine on the database at `url`; whoever opens it closes it. */
export async function openSchemaEngine(url: string): Promise<OpenSchemaEngine> {
  await load();
  const postgres = new WholeScriptPg({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(postgres);
  const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  return {
    engine,
    async close() {
      engine.free();
      await postgres.close();
    },
  };
}
