import { describe, expect, test } from "vitest";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../commands/storage/read-fru-data";
import { hex } from "../commands/testing/vectors";
import { IpmiError } from "../errors";
import type { FruLocatorRecord } from "../records/sdr/locator-records";
import { fruImage, infoArea, multirecord, text } from "../records/testing/fru-image";
import { readFru, readFrus } from "./fru";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

const product = infoArea([0], [text("Acme"), text("a product name of some length"), text("PN-1")]);
const image = Buffer.concat([
  fruImage({ product, multirecords: [multirecord(0xc0, hex("5a3100 beef"), true)] }),
  Buffer.alloc(4096, 0xff),
]);

/** Serves `image` as FRU; `odd` may answer a read its own way. Offset and count in bytes or words as said. */
function fru(words = false, odd: (offset: number, count: number) => Answer | null = () => null): ScriptedBmc {
  const unit = words ? 2 : 1;
  return new ScriptedBmc()
    .on(getFruInventoryAreaInfo, () => Buffer.from([image.length & 0xff, image.length >> 8, words ? 1 : 0]))
    .on(readFruData, (data) => {
      const offset = data.readUInt16LE(1) * unit;
      const count = data.readUInt8(3);
      const special = odd(offset, count);
      return special ?? Buffer.concat([Buffer.from([count]), image.subarray(offset, offset + count * unit)]);
    });
}

function locatorOf(fruId: number | null, name: string, accessAddress = 0x20): FruLocatorRecord {
  return {
    kind: "fru-locator",
    recordId: 1,
    accessAddress,
    channel: 0,
    lun: 0,
    fruId,
    deviceType: 0x10,
    deviceTypeModifier: 0,
    entity: { id: 7, instance: 1, logical: false },
    name,
  };
}

const complete = {
  absent: false,
  inventory: {
    areas: [{ kind: "product", fields: { length: 3 } }, { title: "OEM record C0h" }],
    warnings: [],
  },
};

test("reads the areas in parts, and not the empty rest of the EEPROM", async () => {
  const bmc = fru();
  expect(await readFru(bmc, 0, "Board")).toMatchObject({ id: 0, name: "Board", ...complete });
  expect(bmc.count(readFruData)).toBeLessThan(10);
});

test("word access counts in words", async () => {
  expect(await readFru(fru(true), 0, "Board")).toMatchObject(complete);
});

describe("parts", () => {
  test.each([
    ["CAh", 0xca],
    ["C7h", 0xc7],
    ["no answer", new IpmiError("no-answer", "lost")],
  ])("shrink on %s", async (_, refusal) => {
    const bmc = fru(false, (_offset, count) => (count > 8 ? refusal : null));
    expect(await readFru(bmc, 0, "Board")).toMatchObject(complete);
  });

  test("shorter than asked for are fine; a count without its bytes is not believed", async () => {
    const short = fru(false, (offset) =>
      Buffer.concat([Buffer.from([3]), image.subarray(offset, offset + 3)]),
    );
    expect(await readFru(short, 0, "Board")).toMatchObject(complete);
    const lying = fru(false, (offset) =>
      Buffer.concat([Buffer.from([200]), image.subarray(offset, offset + 5)]),
    );
    expect(await readFru(lying, 0, "Board")).toMatchObject(complete);
  });

  test("of nothing end the reading with a warning", async () => {
    const reading = await readFru(
      fru(false, (offset) => (offset >= 16 ? Buffer.from([0]) : null)),
      0,
      "Board",
    );
    expect(reading.inventory.warnings[0]).toMatch(/^FRU data ends at byte/);
  });

  test("that cannot be read end it too, and what there is is decoded", async () => {
    const reading = await readFru(
      fru(false, (offset) => (offset >= 32 ? 0xcc : null)),
      0,
      "Board",
    );
    expect(reading.inventory.areas[0]?.fields[0]?.value).toBe("Acme");
    expect(reading.inventory.warnings).toHaveLength(2 + 1);
  });
});

test("whatever the code, a FRU without area info is absent", async () => {
  const bmc = new ScriptedBmc().on(getFruInventoryAreaInfo, () => 0xcb);
  expect(await readFru(bmc, 3, "PSU 2")).toMatchObject({ id: 3, absent: true, inventory: { areas: [] } });
});

test("reads FRU 0 and those that locators name, each once", async () => {
  const locators = [
    locatorOf(1, "PSU 1"),
    locatorOf(1, "PSU 1 again"),
    locatorOf(null, "EEPROM on a bus"),
    locatorOf(0, "System Board"),
  ];
  const readings = await readFrus(fru(), locators);
  expect(readings.map(({ id, name, controller }) => [id, name, controller])).toEqual([
    [0, "System Board", null],
    [1, "PSU 1 again", null],
  ]);
});

describe("behind another controller", () => {
  const locators = [locatorOf(0, "Blade", 0x30), locatorOf(1, "Riser", 0x30), locatorOf(0, "Gone", 0x32)];

  test("FRUs are read by bridging", async () => {
    const satellite = fru();
    const [own, blade, riser] = await readFrus(fru().behind(0x30, satellite), locators);
    expect([own?.controller, blade?.controller]).toEqual([null, { address: 0x30, channel: 0 }]);
    expect(blade).toMatchObject({ id: 0, name: "Blade", ...complete });
    expect(riser).toMatchObject({ id: 1, name: "Riser", ...complete });
    expect(satellite.count(getFruInventoryAreaInfo)).toBe(2);
  });

  test("FRUs nobody answers for are absent, and nobody is asked twice", async () => {
    const silence = new IpmiError("no-answer", "nothing came");
    const satellite = new ScriptedBmc().on(getFruInventoryAreaInfo, () => silence);
    const readings = await readFrus(fru().behind(0x30, satellite), locators);
    expect(readings.map(({ name, absent }) => [name, absent])).toEqual([
      ["Builtin FRU Device", false],
      ["Blade", true],
      ["Riser", true],
      ["Gone", true],
    ]);
    expect(readings[2]?.inventory.warnings).toEqual(["nothing came"]);
    expect(satellite.sent).toHaveLength(1);
  });
});

test("skipchecks: nothing is said of checksums", async () => {
  const damaged = Buffer.from(image);
  damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
  const bmc = () =>
    fru(false, (offset, count) =>
      Buffer.concat([Buffer.of(count), damaged.subarray(offset, offset + count)]),
    );
  expect((await readFru(bmc(), 0, "Board")).inventory.warnings).toHaveLength(1);
  const quiet = await readFru(bmc(), 0, "Board", { workarounds: ["skipchecks"] });
  expect(quiet.inventory).toMatchObject({
    areas: [{ kind: "product" }, { kind: "multirecord" }],
    warnings: [],
  });
});

test("a BMC that never comes to an end is given up", async () => {
  const endless = Buffer.from(image);
  endless.writeUInt8(0xff, endless.readUInt8(4) * 8 + 1);
  const bmc = new ScriptedBmc()
    .on(getFruInventoryAreaInfo, () => hex("ffff 00"))
    .on(readFruData, (data) => {
      const offset = data.readUInt16LE(1);
      // Every record says that another one follows it.
      const byte = offset < 40 ? endless[offset] : [0xc0, 0x02, 0x00, 0x00, 0x3e][(offset - 40) % 5];
      return Buffer.from([1, byte ?? 0]);
    });
  const reading = await readFru(bmc, 0, "Board");
  expect(reading.inventory.warnings.join()).toContain("no end");
  expect(bmc.sent.length).toBeLessThan(10_000);
});

test("a lost session is an error", async () => {
  const lost = new IpmiError("session-lost", "gone");
  await expect(
    readFru(
      fru(false, () => lost),
      0,
      "Board",
    ),
  ).rejects.toBe(lost);
});
