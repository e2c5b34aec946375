import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActionRow } from "@/server/database/action-store";
import { createStores, type Stores } from "@/server/database/stores";
import { openTestDatabase, type TestDatabase } from "@/server/database/testing/test-database";
import { systemContext } from "../context";
import { UnavailableError } from "../errors";
import { databaseAudit } from "./database-audit";
import { finishLeftovers } from "./finish-leftovers";

let opened: TestDatabase;
let stores: Stores;
beforeAll(async () => {
  opened = await openTestDatabase();
  stores = createStores(opened.database);
});
afterAll(() => opened.close());

const ctx = systemContext("r1");
const host = { id: "h1", name: "web1" };
const rows = async (action: string) => (await stores.audit.list({ action, limit: 1000 })).entries;

test("an intent stands until its outcome, which is written once", async () => {
  const audit = databaseAudit(stores.audit);
  const handle = await audit.begin(ctx, { action: "power.on", host, detail: "" });
  expect(await rows("power.on")).toMatchObject([{ outcome: "intent", finishedAt: null }]);
  await audit.resume(handle.id).finish("ok", "confirmed");
  expect(await rows("power.on")).toMatchObject([{ outcome: "ok", detail: "confirmed", hostName: "web1" }]);
  await expect(handle.finish("failed", "")).rejects.toThrow(/not an open intent/);
});

test("the database refuses to change or remove a row", async () => {
  await databaseAudit(stores.audit).record(ctx, { action: "a.b", host, outcome: "ok", detail: "" });
  const { auditEntry } = opened.database;
  await expect(auditEntry.updateMany({ data: { actor: "somebody else" } })).rejects.toThrow();
  await expect(auditEntry.deleteMany()).rejects.toThrow();
  await expect(opened.database.$executeRaw`TRUNCATE "AuditEntry"`).rejects.toThrow();
  expect(await rows("a.b")).toHaveLength(1);
});

test("a row that cannot be committed is an error of its own, so that nothing is done", async () => {
  const broken = { ...stores.audit, insert: () => Promise.reject(new Error("disk full")) };
  const begin = databaseAudit(broken).begin(ctx, { action: "x", host, detail: "" });
  await expect(begin).rejects.toThrow(UnavailableError);
});

test("texts cannot forge a line, turn the reading direction, or fill the disk", async () => {
  const actor = { kind: "anonymous", claimed: `evil\u202e\n${"x".repeat(1000)}` } as const;
  await databaseAudit(stores.audit).record(
    { ...ctx, actor },
    { action: "login.failure", host: null, outcome: "denied", detail: `a\r\nb${"x".repeat(5000)}` },
  );
  const [row] = await rows("login.failure");
  expect(row?.actor).toMatch(/^evil\ufffd\ufffdx+$/);
  expect(row?.actor).toHaveLength(254);
  expect(row?.detail).toMatch(/^a\ufffd\ufffdb/);
  expect(row?.detail).toHaveLength(2000);
});

test("after a crash open intents become unknown, except those of actions that go on", async () => {
  const audit = databaseAudit(stores.audit);
  await audit.begin(ctx, { action: "left.over", host, detail: "192.0.2.7:623" });
  const resumed = await audit.begin(ctx, { action: "left.resumed", host, detail: "" });
  const action: ActionRow = {
    id: "a1",
    hostId: host.id,
    hostName: host.name,
    kind: "power",
    verb: "cycle",
    status: "requested",
    finished: false,
    step: "queued",
    failure: null,
    note: "",
    requestedBy: "system",
    requestedAt: new Date().toISOString(),
    finishedAt: null,
    auditId: resumed.id,
  };
  await stores.actions.insert(action);
  const startedAt = new Date(Date.now() + 1000);
  expect(await finishLeftovers(stores.audit, startedAt)).toBe(1);
  expect(await rows("left.over")).toMatchObject([
    { outcome: "unknown", detail: "192.0.2.7:623; Lightsout ended before the outcome was known" },
  ]);
  expect(await rows("left.resumed")).toMatchObject([{ outcome: "intent" }]);
  await resumed.finish("unknown", "resolved");
});

test("filters narrow the list, and `power` finds every power action", async () => {
  const audit = databaseAudit(stores.audit);
  await audit.record(ctx, { action: "power.cycle", host, outcome: "refused", detail: "NEEDLE here" });
  const list = (query: object) => stores.audit.list({ limit: 100, ...query });
  expect((await list({ search: "needle" })).entries).toHaveLength(1);
  expect((await list({ action: "power" })).entries.length).toBeGreaterThan(1);
  expect((await list({ outcome: "refused" })).entries.map((e) => e.action)).toEqual(["power.cycle"]);
  expect((await list({ until: "2000-01-01T00:00:00Z" })).entries).toEqual([]);
  expect((await list({ hostId: "none" })).entries).toEqual([]);
  expect((await list({ before: "not a number" })).entries.length).toBeGreaterThan(0);
  const first = await list({ limit: 2 });
  const second = await list({ limit: 2, before: first.next });
  expect(Number(second.entries[0]?.id)).toBeLessThan(Number(first.entries[1]?.id));
});
