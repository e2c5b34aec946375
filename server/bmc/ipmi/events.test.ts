import { beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "@/server/ipmi";
import { ipmiEvents } from "./events";
import { RepositoryCache } from "./repository-cache";
import { SharedRepositories } from "./shared-repositories";
import { ScriptedCalls } from "./testing/scripted-calls";

/** A temperature event of the BMC: upper critical going high, 96 over 95. */
function record(id: number, seconds = 0x60000000): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt8(0x02, 2);
  bytes.writeUInt32LE(seconds, 3);
  bytes.set([0x20, 0x00, 0x04, 0x01, 0x03, 0x01, 0x59, 96, 95], 7);
  return bytes;
}

let calls: ScriptedCalls;
let log: Buffer[];
let lastErased: number;

beforeEach(() => {
  calls = new ScriptedCalls();
  log = [record(1), record(2), record(3)];
  lastErased = 0;
  calls.answers.set("Get Device ID", () => ({ manufacturerId: 674 }));
  calls.answers.set("Get SDR Repository Info", () => 0xc1);
  calls.answers.set("Get Device SDR Info", () => 0xc1);
  calls.answers.set("Reserve SDR Repository", () => 0xc1);
  calls.answers.set("Get SDR", () => 0xcb);
  calls.answers.set("Get SEL Info", () => ({
    version: 0x51,
    entries: log.length,
    freeBytes: 1600 - log.length * 16,
    lastAdded: log.at(-1)?.readUInt32LE(3) ?? 0,
    lastErased,
    overflow: false,
    supportsDelete: false,
    supportsReservation: true,
  }));
  calls.answers.set("Get SEL Entry", (request) => {
    const { recordId } = request as { recordId: number };
    const index = recordId === 0 ? 0 : log.findIndex((entry) => entry.readUInt16LE(0) === recordId);
    const entry = log[index];
    return entry ? { nextRecordId: log[index + 1]?.readUInt16LE(0) ?? 0xffff, record: entry } : 0xcb;
  });
  calls.answers.set("Reserve SEL", () => ({ reservationId: 7 }));
});

const open = () =>
  ipmiEvents(calls, new RepositoryCache(() => 0, new SharedRepositories()), {
    clock: systemClock,
    now: () => new Date(0x60000000 * 1000),
  });
const entriesRead = () => calls.sent.filter(({ name }) => name === "Get SEL Entry").length;

describe("reading", () => {
  test("says what happened and when by the BMC's clock", async () => {
    const [first] = await open().read();
    expect(first).toMatchObject({
      recordId: 1,
      clock: "set",
      timestampRaw: 0x60000000,
      sensorType: "Temperature",
      direction: "asserted",
      severity: "critical",
    });
  });

  test("says in the vendor's words what only the vendor knows", async () => {
    const degraded = Buffer.from(record(1));
    degraded.set([0xc0, 0x10, 0x6f, 0x02, 0xff, 0xff], 10);
    log = [degraded];
    const [event] = await open().read();
    expect(event).toMatchObject({ sensorType: "System Performance", severity: "warning" });
  });

  test("goes on behind the last known record", async () => {
    const events = open();
    await events.read();
    const before = entriesRead();
    log.push(record(4));
    expect((await events.read()).map(({ recordId }) => recordId)).toEqual([1, 2, 3, 4]);
    expect(entriesRead() - before).toBe(2);
  });

  test("begins anew when the log was erased, even where the same record ids follow", async () => {
    const events = open();
    await events.read();
    log = [record(3), record(4)];
    lastErased = 1;
    expect((await events.read()).map(({ recordId }) => recordId)).toEqual([3, 4]);
  });

  test("begins anew when a single entry was deleted", async () => {
    const events = open();
    await events.read();
    log.splice(1, 1);
    expect((await events.read()).map(({ recordId }) => recordId)).toEqual([1, 3]);
  });
});

test("how full the log is", async () => {
  expect(await open().info()).toMatchObject({ entries: 3, freeBytes: 1552, fullness: 0.03, overflow: false });
});

describe("clearing", () => {
  const expected = { entries: 3, lastAdded: 0x60000000 };

  test("is one Clear SEL under a reservation", async () => {
    calls.answers.set("Clear SEL", () => ({ erasure: "completed" }));
    expect(await open().clear(expected)).toBe(true);
    expect(calls.sent.filter(({ name }) => name === "Clear SEL")).toEqual([
      { name: "Clear SEL", request: { reservationId: 7, operation: "initiate" } },
    ]);
  });

  test("sends nothing when an event came since the log was read", async () => {
    log.push(record(4));
    expect(await open().clear(expected)).toBe(false);
    expect(calls.sent.map(({ name }) => name)).not.toContain("Clear SEL");
  });

  test("does not clear when an event cancels the reservation", async () => {
    calls.answers.set("Clear SEL", () => 0xc5);
    expect(await open().clear(expected)).toBe(false);
  });
});

describe("the BMC's clock", () => {
  test.each([
    ["in UTC", 0x60000000 + 90, 0, 90],
    ["in its own zone", 0x60000000 + 3600 + 5, 60, 5],
    ["of a BMC that does not tell its zone", 0x60000000 - 10, null, -10],
  ])("%s", async (_, seconds, minutes, offset) => {
    calls.answers.set("Get SEL Time", () => ({ seconds }));
    calls.answers.set("Get SEL Time UTC Offset", () => (minutes === null ? 0xc1 : { minutes }));
    expect(await open().clockOffset()).toBe(offset);
  });

  test("that was never set says nothing", async () => {
    calls.answers.set("Get SEL Time", () => ({ seconds: 4782 }));
    expect(await open().clockOffset()).toBeNull();
  });
});
