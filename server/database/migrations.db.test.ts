import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { draftMigration } from "./migration-draft";
import { applyMigrations } from "./migrations";

const MIGRATIONS = "prisma/migrations";

let url: string;
let client: pg.Client;

beforeEach(async () => {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  client = new pg.Client(url);
  await client.connect();
});
afterEach(() => client.end());

describe("migrations", () => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");

  test("follow every change of the schema", async () => {
    const folders = readdirSync(MIGRATIONS).filter((entry) => /^\d+_/.test(entry));
    const reached = readFileSync(join(MIGRATIONS, folders.sort().at(-1) ?? "", "schema.prisma"), "utf8");
    expect(await draftMigration(url, reached, schema), "run npm run migration -- name").toBeNull();
  });

  test("are drafted from the schema", async () => {
    const changed = schema.replace("model Host {", "model Host {\n  rack String?");
    const sql = await draftMigration(url, schema, changed);
    expect(sql).toMatch(/ALTER TABLE "Host" ADD COLUMN\s+"rack" TEXT;/);
  });

  test("are applied once", async () => {
    expect(await applyMigrations(url, MIGRATIONS)).not.toHaveLength(0);
    expect(await applyMigrations(url, MIGRATIONS)).toHaveLength(0);
  });
});

describe("the audit's table", () => {
  const insert = (finishedAt: string | null) =>
    client.query<{ id: string }>(
      `INSERT INTO "AuditEntry" (actor, action, outcome, "from", detail, "finishedAt")
       VALUES ('ada', 'power.cycle', 'intent', '192.0.2.1', '', $1) RETURNING id`,
      [finishedAt],
    );

  beforeEach(async () => {
    await applyMigrations(url, MIGRATIONS);
  });

  test("takes the outcome of an intent, once", async () => {
    await insert(null);
    const finish = `UPDATE "AuditEntry" SET "finishedAt" = now(), outcome = 'ok', detail = 'confirmed'`;
    expect((await client.query(finish)).rowCount).toBe(1);
    await expect(client.query(finish)).rejects.toThrow(/audit refuses UPDATE/);
  });

  test.each([
    ["another actor", `UPDATE "AuditEntry" SET actor = 'eve', "finishedAt" = now()`],
    ["another action", `UPDATE "AuditEntry" SET action = 'login', "finishedAt" = now()`],
    ["another time", `UPDATE "AuditEntry" SET at = now() - interval '1 day', "finishedAt" = now()`],
    ["an outcome without an end", `UPDATE "AuditEntry" SET outcome = 'ok'`],
    ["removal", `DELETE FROM "AuditEntry"`],
    ["removal of all", `TRUNCATE "AuditEntry"`],
  ])("refuses %s", async (_what, statement) => {
    await insert(null);
    await expect(client.query(statement)).rejects.toThrow(/audit refuses/);
    expect((await client.query(`SELECT actor FROM "AuditEntry"`)).rows).toEqual([{ actor: "ada" }]);
  });
});
