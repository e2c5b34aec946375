import { describe, expect, test } from "vitest";
import { hex } from "../commands/testing/vectors";
import { describeEvent } from "../records/sel/describe-event";
import { decodeSelRecord } from "../records/sel/sel-record";
import { SensorIndex } from "../records/sel/sensor-index";
import { manufacturerName } from "./manufacturer-name";
import { described } from "./testing/described";
import { vendorOf } from "./vendor-of";

test("vendors are known by all their numbers, others by name at least", () => {
  const named = [
    674, 11, 47196, 19046, 2, 10876, 47488, 343, 2011, 37945, 7244, 10368, 5771, 20974, 4753, 42817, 40981,
    20569, 11161,
  ];
  expect(named.map((id) => manufacturerName(id))).not.toContain(null);
  expect([vendorOf(11), vendorOf(47488)?.name]).toEqual([vendorOf(47196), "Supermicro"]);
  expect([vendorOf(15000), manufacturerName(15000)]).toEqual([null, "Kontron"]);
  expect(manufacturerName(0xfffff)).toBeNull();
});

test("a product has a name where the number stands for one", () => {
  expect(vendorOf(343)?.product(0x70)).toBe("S2600WT");
  expect(vendorOf(10368)?.product(0x0243)).toBe("PRIMERGY RX300 S5");
  expect(vendorOf(343)?.product(0x28)).toBe("S5000PAL");
  expect(vendorOf(47488)?.product(0x0917)).toBe("X11DPi-N(T)");
  expect(vendorOf(49769)?.product(1)).toBe("VESNIN BMC");
  expect(vendorOf(343)?.product(0xffff)).toBeNull();
});

test("names and passwords are as long as the vendor has them", () => {
  expect(vendorOf(674)?.users).toMatchObject({ nameBytes: 16, passwordBytes: 20 });
  expect(vendorOf(10876)?.users.passwordBytes).toBe(19);
  expect(vendorOf(19046)?.users.warnings[0]).toContain("FFh");
});

test("what one vendor means by a code is not what another means", () => {
  expect(described(10368, "c0 01 6f 02ffff").sensorType).toBe("I2C Bus");
  expect(described(343, "dc 01 6f 02ffff").sensorType).toBe("Node Manager");
  expect(described(2011, "c0 01 6f 02ffff").sensorType).toBe("OEM");
});

describe("what a crashing Linux writes into the log", () => {
  const text = (record: string) => describeEvent(decodeSelRecord(hex(record)), new SensorIndex([])).text;

  test("is read as text, whatever the vendor", () => {
    const record = `0100 f0 20 01 ${Buffer.from("not syncing").toString("hex")}`;
    expect(text(record)).toBe("Kernel panic, part 2: not syncing");
    expect(text(`0100 f0 20 00 ${Buffer.from("oops").toString("hex")}00000000000000`)).toContain("oops");
  });

  test("is not seen in other records of that type", () => {
    expect(text("0100 f0 20 01 0102030405060708090a0b")).toContain("OEM record F0h");
    expect(text(`0100 f0 57 01 ${Buffer.from("not syncing").toString("hex")}`)).toContain("OEM record F0h");
  });
});

test("an OEM record is told in the words of its writer, else as bytes", () => {
  const record = decodeSelRecord(hex("0100 de d05c8a65 370100 01 d1000000 01"));
  const words = (manufacturer: number) => describeEvent(record, new SensorIndex([]), vendorOf(manufacturer));
  expect(words(674)).toMatchObject({ text: "Windows bug check, part 1: 000000D1h", severity: "critical" });
  expect(words(0xfffff)).toMatchObject({
    text: "OEM record of manufacturer 311: 01 D1 00 00 00 01",
    severity: "unknown",
  });
});
