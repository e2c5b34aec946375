import { describe, expect, test } from "vitest";
import { Privilege } from "../../../ipmi/commands/command";
import { petAcknowledge } from "../../../ipmi/commands/sensor-event/pet-acknowledge";
import { clearSel } from "../../../ipmi/commands/storage/clear-sel";
import { getSelInfo } from "../../../ipmi/commands/storage/get-sel-info";
import { reserveSel } from "../../../ipmi/commands/storage/reserve-sel";
import { clearSelSafely } from "../../../ipmi/readers/clear-sel";
import { readSdrRepository } from "../../../ipmi/readers/sdr-repository";
import { readSel } from "../../../ipmi/readers/sel";
import { describeEvent } from "../../../ipmi/records/sel/describe-event";
import { SensorIndex } from "../../../ipmi/records/sel/sensor-index";
import { actionBench } from "../testing/action-bench";
import { personalityBench } from "../testing/personality-bench";
import { runLine } from "../testing/run-line";
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

describe("events that end", () => {
  test("ends-of-alarms-contradictory: the direction bit says so, whatever the numbers are", async () => {
    const made = bench("ends-of-alarms-contradictory");
    const { run } = made;
    const { records } = await run((client) => readSel(client));
    const { sensors } = await run((client) => readSdrRepository(client));
    const texts = records.map((record) => describeEvent(record, new SensorIndex(sensors)));
    const ended = texts.filter(({ text }) => text.startsWith("Upper critical going high"));
    expect(ended.length).toBeGreaterThan(0);
    for (const { direction, text, severity } of ended) {
      expect(text).toMatch(/^Upper critical going high: deasserted; reading -40 °C; threshold 112 °C$/);
      expect({ direction, severity }).toEqual({ direction: "deasserted", severity: "ok" });
    }
    const { output } = await runLine(made, "sel elist");
    expect(output).toMatch(
      /Upper Critical going high \| Deasserted \| Reading -40 < Threshold 112 degrees C/,
    );
  });
});

describe("sel-full", () => {
  const requests = (made: ReturnType<typeof bench>) =>
    made.network.passages.filter(({ direction }) => direction === "to-bmc").length;

  test("is read whole, and then only what came after the last entry", async () => {
    const made = bench("sel-full");
    const whole = await made.run((client) => readSel(client));
    expect(whole.records).toHaveLength(1000);
    expect(whole.warnings).toEqual([]);
    const after = whole.records.at(-1)?.raw;
    if (after === undefined) throw new Error("no record");
    const before = requests(made);
    const more = await made.run((client) => readSel(client, { after }));
    expect(more).toMatchObject({ incremental: true, records: [] });
    expect(requests(made) - before).toBe(1);
  });

  test("its fullness and what it lost are told", async () => {
    const made = actionBench(eventPersonalities, "sel-full");
    expect(await made.clock.run(made.bmc.events.info())).toMatchObject({
      entries: 1000,
      freeBytes: 0,
      fullness: 1,
      overflow: true,
    });
  });
});

test("pet-acknowledge-malformed: a trap is acknowledged all the same", async () => {
  const { run } = bench("pet-acknowledge-malformed");
  const trap = {
    sequence: 7,
    timestamp: 1_000_000,
    sourceType: 0x20,
    sensorDevice: 0x20,
    sensorNumber: 1,
    eventData: [0x57, 0xa7, 0xa6],
  } as const;
  await expect(run((client) => client.send(petAcknowledge, trap))).resolves.toBeUndefined();
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
