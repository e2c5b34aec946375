import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStores, type Stores } from "./stores";
import { openTestDatabase, type TestDatabase } from "./testing/test-database";

let opened: TestDatabase;
let stores: Stores;

beforeAll(async () => {
  opened = await openTestDatabase();
  stores = createStores(opened.database);
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.database.host.deleteMany();
  for (const id of ["a", "b"]) {
    const address = `192.0.2.${id.charCodeAt(0)}`;
    const login = { port: 623, driver: "ipmi", username: "admin", protected: false, note: "", tags: [] };
    await opened.database.host.create({ data: { id, name: id, address, ...login } });
    for (const number of [1, 2, 3]) await putSegment(id, number);
  }
});

const at = new Date(Date.UTC(2026, 10, 22));
const putSegment = (hostId: string, number: number) =>
  stores.consoleSegments.put({
    hostId,
    number,
    from: 0,
    until: 8,
    startedAt: at,
    lastAt: at,
    closedAt: at,
    storedBytes: 8,
    hash: null,
  });
const put = (hostId: string, number: number, trigrams: number[]) =>
  stores.segmentTrigrams.put({ hostId, number }, trigrams);
const without = async (...trigrams: number[]) =>
  (await stores.segmentTrigrams.without(trigrams)).map(({ hostId, number }) => `${hostId}${number}`).sort();

test("segments that lack one of the numbers are named, those nothing is known of are not", async () => {
  await put("a", 1, [1, 2, 16_777_215]);
  await put("a", 2, [2, 3]);
  await put("b", 1, []);
  expect(await without(1, 2)).toEqual(["a2", "b1"]);
  expect(await without(16_777_215)).toEqual(["a2", "b1"]);
  expect(await without(4)).toEqual(["a1", "a2", "b1"]);
  expect(await without(2)).toEqual(["b1"]);
  expect((await stores.segmentTrigrams.known("a")).sort()).toEqual([1, 2]);
});

test("a second time replaces the first; what is removed is not known", async () => {
  await put("a", 1, [1]);
  await put("a", 1, [2]);
  expect(await without(1)).toEqual(["a1"]);
  expect(await without(2)).toEqual([]);
  await stores.segmentTrigrams.remove({ hostId: "a", number: 1 });
  expect(await without(1)).toEqual([]);
});

test("they go with their segment and with their host, and are not kept without", async () => {
  for (const number of [1, 2]) await put("a", number, [1]);
  await put("b", 1, [1]);
  await stores.consoleSegments.remove("a", [1]);
  expect(await without(2)).toEqual(["a2", "b1"]);
  await opened.database.host.delete({ where: { id: "b" } });
  expect(await without(2)).toEqual(["a2"]);
  await expect(put("a", 1, [1])).rejects.toThrow();
});
