import { describe, expect, test } from "vitest";
import { getSelEntry } from "../commands/storage/get-sel-entry";
import { hex } from "../commands/testing/vectors";
import { CompletionCodeError, IpmiError } from "../errors";
import { readSel } from "./sel";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

function entry(recordId: number, offset = 1): Buffer {
  const record = hex("0000 02 d05c8a65 2000 04 08 40 6f 00ffff");
  record.writeUInt16LE(recordId, 0);
  record.writeUInt8(offset, 13);
  return record;
}

/** A log of these records; `odd` may answer a request its own way. */
function log(records: readonly Buffer[], odd: (recordId: number) => Answer | null = () => null): ScriptedBmc {
  return new ScriptedBmc().on(getSelEntry, (data) => {
    const recordId = data.readUInt16LE(2);
    const special = odd(recordId);
    if (special !== null) return special;
    const index = recordId === 0 ? 0 : records.findIndex((record) => record.readUInt16LE(0) === recordId);
    return at(records, index, records[index + 1]?.readUInt16LE(0) ?? 0xffff);
  });
}

function at(records: readonly Buffer[], index: number, next: number): Answer {
  const record = records[index];
  if (record === undefined) return 0xcb;
  const header = Buffer.alloc(2);
  header.writeUInt16LE(next);
  return Buffer.concat([header, record]);
}

const three = [entry(1), entry(5), entry(7)];

async function ids(bmc: ScriptedBmc, after?: Uint8Array) {
  const { records, incremental, warnings } = await readSel(bmc, { after });
  return { ids: records.map(({ recordId }) => recordId), incremental, warnings };
}

test("reads from the first entry to the last, without a reservation", async () => {
  const bmc = log(three);
  expect(await ids(bmc)).toEqual({ ids: [1, 5, 7], incremental: false, warnings: [] });
  expect(bmc.sent.every(({ data }) => data.readUInt16LE(0) === 0)).toBe(true);
});

test("an empty log is empty", async () => {
  expect((await ids(log([]))).ids).toEqual([]);
});

describe("incremental reading", () => {
  test("asks for the last known entry and what follows it", async () => {
    const bmc = log(three);
    expect(await ids(bmc, entry(5))).toEqual({ ids: [7], incremental: true, warnings: [] });
    expect(bmc.count(getSelEntry)).toBe(2);
  });

  test("with nothing new is one request", async () => {
    const bmc = log(three);
    expect((await ids(bmc, entry(7))).ids).toEqual([]);
    expect(bmc.count(getSelEntry)).toBe(1);
  });

  test("begins anew when the log was cleared and the id belongs to another event, or to none", async () => {
    expect(await ids(log(three), entry(5, 2))).toMatchObject({ ids: [1, 5, 7], incremental: false });
    expect(await ids(log(three), entry(99))).toMatchObject({ ids: [1, 5, 7], incremental: false });
  });
});

describe("misbehaving logs", () => {
  test("next id 0 at random: asked again, the walk goes on", async () => {
    let first = true;
    const bmc = log(three, (recordId) => {
      if (recordId !== 5 || !first) return null;
      first = false;
      return at(three, 1, 0);
    });
    expect((await ids(bmc)).ids).toEqual([1, 5, 7]);
  });

  test("next id 0 twice is the end", async () => {
    expect((await ids(log(three, (id) => (id === 5 ? at(three, 1, 0) : null)))).ids).toEqual([1, 5]);
  });

  test("two ids with the same record: it is listed once", async () => {
    const twice = log(three, (id) => (id === 6 ? at(three, 1, 7) : id === 5 ? at(three, 1, 6) : null));
    expect((await ids(twice)).ids).toEqual([1, 5, 7]);
  });

  test("a loop ends with a warning", async () => {
    const loop = await ids(log(three, (id) => (id === 7 ? at(three, 2, 5) : null)));
    expect(loop.ids).toEqual([1, 5, 7]);
    expect(loop.warnings).toEqual([expect.stringMatching(/loop/)]);
  });

  test("an endless log ends at the cap", async () => {
    const endless = log(three, (id) => at([entry(id || 1)], 0, (id || 1) + 1));
    const { records, warnings } = await readSel(endless);
    expect(records).toHaveLength(16_384);
    expect(warnings).toHaveLength(1);
  });

  test("a log cleared while it is read ends", async () => {
    expect((await ids(log(three, (id) => (id === 5 ? 0xcb : null)))).ids).toEqual([1]);
  });
});

test("a BMC without Get SEL Entry, and a lost session, are errors", async () => {
  await expect(readSel(new ScriptedBmc())).rejects.toThrow(CompletionCodeError);
  const lost = new IpmiError("session-lost", "gone");
  await expect(readSel(log(three, (id) => (id === 5 ? lost : null)))).rejects.toBe(lost);
});

test("assumesystemevent: records of reserved types are system events", async () => {
  const odd = hex("0100 04 d05c8a65 2000 00 08 40 6f 00ffff");
  expect((await readSel(log([odd]))).records[0]?.kind).toBe("unknown");
  const assumed = await readSel(log([odd]), { workarounds: ["assumesystemevent"] });
  expect(assumed.records[0]).toMatchObject({ kind: "system-event", sensorNumber: 0x40 });
});
