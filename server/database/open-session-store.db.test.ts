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
beforeEach(async () => stores.openSessions.remove(await stores.openSessions.list()));

/** The highest id there is: more than the database's four-byte numbers hold. */
const highest = { address: "192.0.2.1", port: 623, bmcSessionId: 0xffff_ffff, localPort: 50_000 };
const other = { address: "2001:db8::1", port: 6230, bmcSessionId: 1, localPort: null };

test("sessions come back as they were noted", async () => {
  await stores.openSessions.add([highest, other]);
  expect(await stores.openSessions.list()).toEqual(expect.arrayContaining([highest, other]));
});

test("an id that a BMC gives out again is one session, from its new port", async () => {
  await stores.openSessions.add([highest]);
  await stores.openSessions.add([{ ...highest, localPort: 50_001 }]);
  expect(await stores.openSessions.list()).toEqual([{ ...highest, localPort: 50_001 }]);
});

test("one that is gone is removed, of the same id on another BMC nothing", async () => {
  const elsewhere = { ...highest, address: "192.0.2.2" };
  await stores.openSessions.add([highest, elsewhere]);
  await stores.openSessions.remove([{ ...highest, localPort: null }]);
  expect(await stores.openSessions.list()).toEqual([elsewhere]);
});
