import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { EventRecord } from "@/server/bmc/capabilities";
import { createStores, type Stores } from "@/server/database/stores";
import { openTestDatabase, type TestDatabase } from "@/server/database/testing/test-database";
import { keepEvents } from "./keep-events";

let opened: TestDatabase;
let stores: Stores;
const host = { id: "h1", guid: "guid-1" };

beforeAll(async () => {
  opened = await openTestDatabase();
  stores = createStores(opened.database);
});

afterAll(() => opened.close());

beforeEach(async () => {
  await stores.hosts.remove(host.id);
  await stores.hosts.insert({
    id: host.id,
    name: "node-1",
    address: "192.0.2.1",
    port: 623,
    driver: "ipmi",
    username: "admin",
    protected: false,
    note: "",
    tags: [],
    simulated: false,
    ipmi: defaultIpmiSettings,
  });
});

function event(recordId: number, byte = 0): EventRecord {
  return {
    recordId,
    recordType: 2,
    raw: Buffer.from([recordId & 0xff, recordId >> 8, 2, byte]),
    timestamp: null,
    timestampRaw: null,
    clock: "unspecified",
    sensor: "Fan 1",
    sensorType: "Fan",
    direction: "asserted",
    text: `event ${recordId}`,
    severity: "warning",
  };
}

async function kept(archived: "exclude" | "only") {
  const { events } = await stores.events.list(host.id, { archived, limit: 1000 });
  return events.map((entry) => entry.recordId).sort((a, b) => a - b);
}

const keep = (...log: EventRecord[]) => keepEvents(stores.events, host, log, new Date());

describe("what a BMC's log holds is kept", () => {
  test("the same log twice is stored once", async () => {
    expect(await keep(event(1), event(2))).toHaveLength(2);
    expect(await keep(event(1), event(2))).toHaveLength(0);
    expect(await kept("exclude")).toEqual([1, 2]);
  });

  test("what was cleared by somebody else is archived, not lost", async () => {
    await keep(event(1), event(2));
    await keep(event(3));
    expect(await kept("exclude")).toEqual([3]);
    expect(await kept("only")).toEqual([1, 2]);
  });

  test("a record id that is used again for another event is another event", async () => {
    await keep(event(1, 0));
    expect(await keep(event(1, 1))).toHaveLength(1);
    expect(await kept("exclude")).toEqual([1]);
    expect(await kept("only")).toEqual([1]);
  });

  test("the very same record after a clear is in the log again", async () => {
    await keep(event(1));
    await keep();
    expect(await kept("exclude")).toEqual([]);
    await keep(event(1));
    expect(await kept("exclude")).toEqual([1]);
  });

  test("a log of three thousand entries", async () => {
    const log = Array.from({ length: 3000 }, (_, index) => event(index + 1));
    expect(await keep(...log)).toHaveLength(3000);
    await keep(...log.slice(1));
    expect(await kept("only")).toEqual([1]);
  });
});
