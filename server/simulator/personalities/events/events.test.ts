import { describe, expect, test } from "vitest";
import { Privilege } from "../../../ipmi/commands/command";
import { clearSel } from "../../../ipmi/commands/storage/clear-sel";
import { getSelInfo } from "../../../ipmi/commands/storage/get-sel-info";
import { reserveSel } from "../../../ipmi/commands/storage/reserve-sel";
import { clearSelSafely } from "../../../ipmi/readers/clear-sel";
import { readSel } from "../../../ipmi/readers/sel";
import { describeEvent } from "../../../ipmi/records/sel/describe-event";
import { SensorIndex } from "../../../ipmi/records/sel/sensor-index";
import { personalityBench } from "../testing/personality-bench";
import { eventPersonalities } from ".";

const bench = (...names: string[]) => personalityBench(eventPersonalities, ...names);
const read = (...names: string[]) => bench(...names).run((client) => readSel(client));
const raws = ({ records }: Awaited<ReturnType<typeof readSel>>) =>
  records.map(({ raw }) => raw.toString("hex"));

const normal = await read();

test("the server itself has a log", () => {
  expect(normal.records.length).toBeGreaterThan(3);
  expect(normal.warnings).toEqual([]);
});

describe("reading the log", () => {
  test.each(["next-event-zero-at-times", "sel-delete-a-lie"])("%s: every event, once", async (name) => {
    expect(raws(await read(name))).toEqual(raws(normal));
  });

  test("reserve-sel-for-operators: users read the log all the same", async () => {
    const { another, clock } = bench("reserve-sel-for-operators");
    const user = another({ privilege: Privilege.User });
    await expect(clock.run(user.send(reserveSel, undefined))).rejects.toMatchObject({ completionCode: 0xd4 });
    expect(raws(await clock.run(readSel(user)))).toEqual(raws(normal));
  });

  test("event-under-two-ids: the same event is listed once", async () => {
    const { records } = await read("event-under-two-ids");
    expect(records).toHaveLength(normal.records.length - 1);
    expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(records.length);
  });

  test("events-of-reserved-type: they are system events by their looks", async () => {
    const { records } = await read("events-of-reserved-type");
    expect(records.map(({ kind }) => kind)).toEqual(normal.records.map(({ kind }) => kind));
    expect(records.some(({ recordType }) => recordType === 0x04)).toBe(true);
  });

  test("event-sensor-unknown: number and reporter are shown", async () => {
    const { records } = await read("event-sensor-unknown");
    const [event] = records.filter(({ kind }) => kind === "system-event");
    if (event === undefined) throw new Error("no system event");
    const { sensor, text } = describeEvent(event, new SensorIndex([]));
    expect(sensor).toContain("#EEh");
    expect(text).toContain("reported by controller 6Eh");
  });

  test.each([
    ["event-clock-never-set", "since-start"],
    ["event-time-unspecified", "unspecified"],
  ])("%s: the order stays, no date is made up", async (name, clock) => {
    const { records } = await read(name);
    expect(records.map(({ recordId }) => recordId)).toEqual(normal.records.map(({ recordId }) => recordId));
    const events = records.filter(({ kind }) => kind === "system-event");
    expect(new Set(events.map(({ timestamp }) => timestamp.clock))).toEqual(new Set([clock]));
    expect(events.every(({ timestamp }) => timestamp.time === null)).toBe(true);
  });

  test("sel-entries-unknown: that is an error, not an empty log", async () => {
    await expect(read("sel-entries-unknown")).rejects.toMatchObject({ completionCode: 0xc1 });
  });
});

describe("clearing the log", () => {
  test.each(["sel-erases-slowly", "sel-reservation-lost-to-clearing", "sel-delete-a-lie"])(
    "%s: one order, and it ends",
    async (name) => {
      const { clock, log, run } = bench(name);
      const result = await run(async (client) => {
        const info = await client.send(getSelInfo, undefined);
        return clearSelSafely(client, clock, info);
      });
      expect(result).toBe("cleared");
      expect(log.filter(({ action }) => action === "sel clear")).toHaveLength(1);
    },
  );

  test("an order with an old reservation changes nothing", async () => {
    const { run } = bench();
    const order = { reservationId: 0x1234, operation: "initiate" } as const;
    await expect(run((client) => client.send(clearSel, order))).rejects.toMatchObject({
      completionCode: 0xc5,
    });
  });
});
