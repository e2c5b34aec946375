import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConsoleSegmentRow } from "./console-segment-store";
import { createStores, type Stores } from "./stores";
import { openTestDatabase, type TestDatabase } from "./testing/test-database";

let opened: TestDatabase;
let stores: Stores;

beforeAll(async () => {
  opened = await openTestDatabase();
  stores = createStores(opened.database);
  for (const id of ["a", "b"]) {
    await opened.database.host.create({
      data: {
        id,
        name: id,
        address: `192.0.2.${id.charCodeAt(0)}`,
        port: 623,
        driver: "ipmi",
        username: "admin",
        protected: false,
        note: "",
        tags: [],
      },
    });
  }
});
afterAll(() => opened.close());
beforeEach(async () => {
  await stores.consoleSegments.removeAll("a");
  await stores.consoleSegments.removeAll("b");
});

const hour = (n: number) => new Date(Date.UTC(2026, 10, 22, n));

/** Of an hour, at an offset that four bytes do not hold. */
function segment(hostId: string, number: number, startHour: number): ConsoleSegmentRow {
  return {
    hostId,
    number,
    from: 2 ** 40,
    until: 2 ** 40 + 8,
    startedAt: hour(startHour),
    lastAt: hour(startHour + 1),
    closedAt: hour(startHour + 1),
    storedBytes: 2 ** 33,
    hash: "ab".repeat(32),
  };
}

test("segments come back as they were put, oldest first; a second time replaces the first", async () => {
  const open = { ...segment("a", 2, 5), closedAt: null, hash: null };
  await stores.consoleSegments.put(open);
  await stores.consoleSegments.put(segment("a", 1, 1));
  expect(await stores.consoleSegments.list("a")).toEqual([segment("a", 1, 1), open]);
  await stores.consoleSegments.put(segment("a", 2, 5));
  expect(await stores.consoleSegments.list("a")).toEqual([segment("a", 1, 1), segment("a", 2, 5)]);
});

test("those of a time are found newest first, what is still written to included", async () => {
  const open = { ...segment("b", 1, 0), closedAt: null, hash: null };
  for (const row of [segment("a", 1, 1), segment("a", 2, 5), segment("a", 3, 9), open]) {
    await stores.consoleSegments.put(row);
  }
  const found = async (filter: Parameters<Stores["consoleSegments"]["find"]>[0]) =>
    (await stores.consoleSegments.find(filter)).map(({ hostId, number }) => `${hostId}${number}`);
  expect(await found({})).toEqual(["a3", "a2", "a1", "b1"]);
  expect(await found({ from: hour(6), until: hour(8) })).toEqual(["a2", "b1"]);
  expect(await found({ hostIds: ["b"] })).toEqual(["b1"]);
  expect(await found({ hostIds: [] })).toEqual([]);
});

test("they are removed by number, and with their host", async () => {
  for (const row of [segment("a", 1, 1), segment("a", 2, 5), segment("b", 1, 1)]) {
    await stores.consoleSegments.put(row);
  }
  await stores.consoleSegments.remove("a", [1]);
  expect(await stores.consoleSegments.list("a")).toHaveLength(1);
  await opened.database.host.delete({ where: { id: "b" } });
  expect(await stores.consoleSegments.list("b")).toEqual([]);
  await expect(stores.consoleSegments.put(segment("b", 1, 1))).rejects.toThrow();
});
