import { describe, expect, test } from "vitest";
import { getDeviceSdr } from "../commands/sensor-event/get-device-sdr";
import { getDeviceSdrInfo } from "../commands/sensor-event/get-device-sdr-info";
import { getSdr } from "../commands/storage/get-sdr";
import { getSdrRepositoryInfo } from "../commands/storage/get-sdr-repository-info";
import { reserveSdrRepository } from "../commands/storage/reserve-sdr-repository";
import { hex } from "../commands/testing/vectors";
import { IpmiError } from "../errors";
import { readSdrRepository, sdrRepositoryStamp } from "./sdr-repository";
import { ScriptedBmc } from "./testing/scripted-bmc";
import { locator, SdrStore } from "./testing/sdr-store";

const records = [locator(1, "one"), locator(4, "a rather long name for a FRU"), locator(9, "nine")];
const names = ["one", "a rather long name for a FRU", "nine"];

async function read(store: SdrStore, bmc = new ScriptedBmc()) {
  const repository = await readSdrRepository(store.attach(bmc));
  return { ...repository, names: repository.frus.map(({ name }) => name), bmc };
}

test("walks from the first record to FFFFh, and stamps what it read", async () => {
  const { names: found, warnings, stamp, bmc } = await read(new SdrStore(records));
  expect(found).toEqual(names);
  expect(warnings).toEqual([]);
  expect(stamp).toBe("repository 1 10 11");
  expect(await sdrRepositoryStamp(bmc)).toBe(stamp);
});

const asked = (bmc: ScriptedBmc) =>
  bmc.sent.filter(({ name }) => name === getSdr.name).map(({ data }) => data.toString("hex"));

describe("whole records", () => {
  test("one request each, after the first one was the same both ways", async () => {
    const { names: found, bmc } = await read(new SdrStore(records));
    expect(found).toEqual(names);
    expect(asked(bmc)).toEqual(["010000000020", "0000000000ff", "0000040000ff", "0000090000ff"]);
  });

  test("a BMC that cannot is read in parts, and not asked again", async () => {
    const { names: found, bmc } = await read(SdrStore.inParts(records));
    expect(found).toEqual(names);
    expect(asked(bmc).slice(0, 4)).toEqual(["010000000020", "0000000000ff", "010004000020", "01000400200c"]);
    expect(asked(bmc).filter((request) => request.endsWith("ff"))).toHaveLength(1);
  });

  test.each([
    ["shorter than its header says", (record: Buffer) => record.subarray(0, -1)],
    ["longer than its header says", (record: Buffer) => Buffer.concat([record, hex("00")])],
    ["with another header", (record: Buffer) => Buffer.concat([hex("ff"), record.subarray(1)])],
    ["empty", () => Buffer.alloc(0)],
  ])("a first one %s is not believed", async (_, garble) => {
    const store = new SdrStore(records);
    store.part = ({ recordId, length }) =>
      length === 0xff && recordId < 2 ? Buffer.concat([hex("0400"), garble(records[0] as Buffer)]) : null;
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    expect(asked(bmc).filter((request) => request.endsWith("ff"))).toHaveLength(1);
  });

  test("a later one that comes short is read in parts, and so are those after it", async () => {
    const store = new SdrStore(records);
    store.part = ({ recordId, length }) =>
      length === 0xff && recordId === 4
        ? Buffer.concat([hex("0900"), (records[1] as Buffer).subarray(0, 20)])
        : null;
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    expect(asked(bmc).slice(2, 5)).toEqual(["0000040000ff", "010004000020", "01000400200c"]);
  });
});

describe("reservations", () => {
  test("a cancelled one is renewed and the record begun again", async () => {
    const store = SdrStore.inParts(records);
    let cancelled = false;
    store.part = ({ recordId, offset }) => {
      if (recordId !== 4 || offset === 0 || cancelled) return null;
      cancelled = true;
      return 0xc5;
    };
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    expect(bmc.count(reserveSdrRepository)).toBe(2);
  });

  test("one that is always cancelled is given up: records are read without", async () => {
    const store = SdrStore.inParts(records);
    store.part = ({ reservationId }) => (reservationId === 0 ? null : 0xc5);
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    expect(bmc.count(reserveSdrRepository)).toBe(3);
  });

  test("a BMC that refuses even then ends the walk", async () => {
    const store = SdrStore.inParts(records);
    store.part = () => 0xc5;
    expect((await read(store)).records).toEqual([]);
  });

  test("a BMC without Reserve is read without", async () => {
    const store = SdrStore.inParts(records);
    const bmc = store.attach(new ScriptedBmc()).on(reserveSdrRepository, () => 0xc1);
    expect((await readSdrRepository(bmc)).frus).toHaveLength(3);
  });
});

describe("parts", () => {
  test.each([
    ["CAh", 0xca],
    ["C8h", 0xc8],
    ["C7h", 0xc7],
    ["FFh", 0xff],
    ["no answer at all", new IpmiError("no-answer", "lost")],
  ])("shrink on %s, and stay small", async (_, refusal) => {
    const store = SdrStore.inParts(records);
    store.part = ({ length }) => (length > 8 ? refusal : null);
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    const lengths = bmc.sent.filter(({ name }) => name === getSdr.name).map(({ data }) => data[5] ?? 0);
    // Whole, with the header, and the rest: each once.
    expect(lengths.filter((length) => length > 8)).toEqual([0x20, 0xff, 0x0e]);
  });

  test("a BMC that refuses more than a record has is asked for headers alone", async () => {
    const store = SdrStore.inParts(records);
    store.part = ({ recordId, offset, length }) => {
      const record = records.find((one) => one[0] === (recordId || 1)) ?? Buffer.alloc(0);
      return offset + length > record.length ? 0xca : null;
    };
    const { names: found, bmc } = await read(store);
    expect(found).toEqual(names);
    expect(asked(bmc).filter((request) => request.endsWith("0020"))).toHaveLength(1);
    expect(asked(bmc).slice(1, 4)).toEqual(["010000000005", "0000000000ff", "01000000050e"]);
  });

  test("a BMC that cannot give as many bytes is asked for fewer with the header, too", async () => {
    const long = [locator(1, "a name of thirty-one characters"), locator(2, "two")];
    const store = SdrStore.inParts(long);
    store.part = ({ length }) => (length > 16 ? 0xca : null);
    const { warnings, bmc } = await read(store);
    expect(warnings).toEqual([]);
    expect(asked(bmc).slice(0, 4)).toEqual(["010000000020", "010000000005", "0000000000ff", "010000000510"]);
    expect(asked(bmc).at(-2)).toBe("010002000010");
  });

  test("more bytes than asked for are not taken, a record shorter than it claims is decoded as far as it goes", async () => {
    const generous = SdrStore.inParts(records);
    generous.part = ({ recordId, offset, length }) =>
      recordId === 9 && offset > 0
        ? Buffer.concat([hex("ffff"), (records[2] as Buffer).subarray(offset, offset + length), hex("eeee")])
        : null;
    expect((await read(generous)).names).toEqual(names);

    const liar = Buffer.from(records[0] as Buffer);
    liar[4] = 40;
    const store = SdrStore.inParts([liar]);
    store.part = ({ offset }) => (offset >= liar.length ? 0xc9 : null);
    expect((await read(store)).names).toEqual(["one"]);
  });
});

describe("broken repositories", () => {
  test("a record that cannot be read is skipped with a warning", async () => {
    const store = new SdrStore([...records.slice(0, 1), locator(2, "bad"), locator(3, "three")]);
    store.part = ({ recordId }) => (recordId === 2 ? 0xc3 : null);
    const { names: found, warnings } = await read(store);
    expect(found).toEqual(["one", "three"]);
    expect(warnings).toHaveLength(1);
  });

  test("a record that cannot be decoded is skipped, the next one follows", async () => {
    const short = Buffer.from([4, 0, 0x51, 0x11, 3, 0x20, 1, 0x80]);
    const { names: found, warnings } = await read(
      new SdrStore([records[0] as Buffer, short, records[2] as Buffer]),
    );
    expect(found).toEqual(["one", "nine"]);
    expect(warnings[0]).toMatch(/SDR 4/);
  });

  test.each([
    ["to itself", { 9: 9 }],
    ["back to the first", { 9: 1 }],
    ["to record 0", { 9: 0 }],
    ["in a circle", { 9: 4 }],
  ])("a list that leads %s ends", async (_, next) => {
    const { names: found, warnings } = await read(new SdrStore(records, next));
    expect(found).toEqual(names);
    expect(warnings).toEqual([expect.stringMatching(/loop/)]);
  });

  test("an endless list ends at the cap", async () => {
    const store = new SdrStore(records);
    const bmc = store.attach(new ScriptedBmc()).on(getSdr, (data) => {
      const id = data.readUInt16LE(2) || 1;
      const part = locator(1, "x").subarray(data.readUInt8(4), data.readUInt8(4) + data.readUInt8(5));
      const next = Buffer.alloc(2);
      next.writeUInt16LE(id + 1);
      return Buffer.concat([next, part]);
    });
    const repository = await readSdrRepository(bmc);
    expect(repository.records).toHaveLength(4096);
    expect(repository.warnings).toEqual([expect.stringMatching(/more than 4096/)]);
  });
});

describe("device SDRs", () => {
  const device = new SdrStore([locator(1, "of LUN 1")]);

  function withDevice(bmc: ScriptedBmc): ScriptedBmc {
    return bmc
      .on(getDeviceSdrInfo, () => hex("01 02 07000000"))
      .on(getDeviceSdr, (data, lun) => (lun === 1 ? device.get(data) : 0xcb));
  }

  test.each([
    ["unsupported", 0xc1],
    ["refused at any privilege", 0xd4],
  ])("are read per LUN when the repository is %s", async (_, code) => {
    const bmc = withDevice(new ScriptedBmc()).on(getSdrRepositoryInfo, () => code);
    const { frus, stamp } = await readSdrRepository(bmc);
    expect(frus.map(({ name }) => name)).toEqual(["of LUN 1"]);
    expect(stamp).toBe("device 1 7");
  });

  test("are read when the repository is empty", async () => {
    const bmc = withDevice(new SdrStore([]).attach(new ScriptedBmc()));
    expect((await readSdrRepository(bmc)).frus).toHaveLength(1);
  });

  test("a BMC with neither has no records and no stamp", async () => {
    expect(await readSdrRepository(new ScriptedBmc())).toMatchObject({ records: [], stamp: null });
  });
});

test("a lost session ends the walk with its error", async () => {
  const store = new SdrStore(records);
  const lost = new IpmiError("session-lost", "gone");
  store.part = ({ recordId }) => (recordId === 4 ? lost : null);
  await expect(read(store)).rejects.toBe(lost);
});

describe("a BMC that never comes to an end", () => {
  test("one byte at a time, for ever anew, is given up", async () => {
    const store = new SdrStore([]);
    store.part = ({ recordId, offset }) => {
      const header = [recordId & 0xff, recordId >> 8, 0x51, 0x11, 0xff];
      const next = Buffer.from([(recordId + 1) & 0xff, (recordId + 1) >> 8]);
      return Buffer.concat([next, offset === 0 ? Buffer.from(header) : Buffer.of(0x20)]);
    };
    const { bmc, warnings } = await read(store);
    expect(bmc.sent.length).toBeLessThanOrEqual(20_000);
    expect(warnings.some((warning) => warning.includes("no end"))).toBe(true);
  });
});

test("assumemaxsdrrecordcount: the walk ends with the count the BMC tells", async () => {
  const store = new SdrStore(records);
  const bmc = store.attach(new ScriptedBmc());
  const { frus } = await readSdrRepository(bmc, { workarounds: ["assumemaxsdrrecordcount"] });
  expect(frus.map(({ name }) => name)).toEqual(["one"]);
});

test("controllers behind the BMC are listed", async () => {
  const controller = hex("0200 51 12 0c 30 00 00 29 000000 2e 01 00 c1 53");
  const { controllers } = await readSdrRepository(new SdrStore([controller]).attach(new ScriptedBmc()));
  expect(controllers).toMatchObject([{ slaveAddress: 0x30, channel: 0, name: "S" }]);
});
