import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { HostStateChanges } from "./host-state-store";
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
  for (const { id } of await stores.hosts.list()) await stores.hosts.remove(id);
  for (const n of [1, 2]) {
    await stores.hosts.insert({
      id: `h${n}`,
      name: `node-${n}`,
      address: `192.0.2.${n}`,
      port: 623,
      driver: "ipmi",
      username: "admin",
      protected: false,
      note: "",
      tags: [],
      simulated: false,
      ipmi: defaultIpmiSettings,
    });
  }
});

function state(hostId: string, over: Partial<HostStateChanges> = {}): HostStateChanges {
  return {
    hostId,
    summary: { live: 'it\'s "quoted" – 24 °C' },
    sensors: [{ id: "1", value: 24 }],
    sensorsAt: "2026-11-22T12:00:00.123Z",
    inventory: { frus: [] },
    eventLog: { entries: 3 },
    ...over,
  };
}

const stored = async () => (await stores.hostStates.list()).sort((a, b) => a.hostId.localeCompare(b.hostId));

test("states of many hosts come back as they were written", async () => {
  await stores.hostStates.save([state("h1"), state("h2", { sensorsAt: null, eventLog: null })]);
  expect(await stored()).toEqual([
    { ...state("h1"), sensorsAt: new Date("2026-11-22T12:00:00.123Z") },
    { ...state("h2"), sensorsAt: null, eventLog: null },
  ]);
});

test("the last state written counts", async () => {
  await stores.hostStates.save([state("h1"), state("h2")]);
  await stores.hostStates.save([state("h1", { sensors: [], eventLog: null })]);
  expect(await stored()).toMatchObject([{ sensors: [], eventLog: null }, { sensors: [{ id: "1" }] }]);
});

test("of a host that was removed nothing is written, of the others it is", async () => {
  await stores.hosts.remove("h1");
  await stores.hostStates.save([state("h1"), state("h2")]);
  expect((await stored()).map(({ hostId }) => hostId)).toEqual(["h2"]);
});
