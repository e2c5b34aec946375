import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createDatabaseClient } from "./client";
import { isDatabaseAway } from "./errors";
import { openTestDatabase, type TestDatabase } from "./testing/test-database";

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("a database that is away", () => {
  test("has no transaction to give in time", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holders = Array.from({ length: 10 }, () => opened.database.$transaction(() => held));
    const error = await errorOf(opened.database.$transaction(async () => undefined, { maxWait: 50 }));
    release();
    await Promise.all(holders);
    expect(isDatabaseAway(error)).toBe(true);
  });

  test("has no connection to give in time", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    const hold = () => {
      begun++;
      return held;
    };
    const holders = Array.from({ length: 10 }, () =>
      opened.database.$transaction(hold, { maxWait: 10_000, timeout: 20_000 }),
    );
    await vi.waitFor(() => expect(begun).toBe(10), 10_000);
    const error = await errorOf(opened.database.user.count());
    release();
    await Promise.all(holders);
    expect(isDatabaseAway(error)).toBe(true);
  });

  test("takes a connection and then says nothing", async () => {
    const server = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : null;
    const client = createDatabaseClient(`postgresql://nobody@127.0.0.1:${port}/none`);
    const error = await errorOf(client.user.count());
    await client.$disconnect();
    server.close();
    expect(isDatabaseAway(error)).toBe(true);
  });

  test("has nothing at its address", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === "object" ? address?.port : null;
    const client = createDatabaseClient(`postgresql://nobody@127.0.0.1:${port}/none`);
    expect(isDatabaseAway(await errorOf(client.user.count()))).toBe(true);
    await client.$disconnect();
  });

  test("is not one that refuses a statement", async () => {
    expect(isDatabaseAway(await errorOf(opened.database.$queryRaw`SELECT 1 / 0`))).toBe(false);
    expect(isDatabaseAway(new Error("something else"))).toBe(false);
  });
});
