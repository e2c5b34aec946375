import { describe, expect, test } from "vitest";
import { hex } from "../commands/testing/vectors";
import { discreteStates } from "../records/discrete-state";
import { describeEvent } from "../records/sel/describe-event";
import { decodeSelRecord } from "../records/sel/sel-record";
import { SensorIndex } from "../records/sel/sensor-index";
import { manufacturerName } from "./manufacturer-name";
import { vendorOf } from "./vendor-of";

/** A system event: sensor type, number, event type (with direction) and data. */
function described(manufacturer: number, event: string) {
  const record = decodeSelRecord(hex(`0100 02 d05c8a65 2000 04 ${event}`));
  return describeEvent(record, new SensorIndex([]), vendorOf(manufacturer));
}

test("vendors are known by all their numbers, others by name at least", () => {
  const named = [
    674, 11, 47196, 19046, 2, 10876, 47488, 343, 2011, 37945, 7244, 10368, 5771, 20974, 4753, 42817,
  ];
  expect(named.map((id) => manufacturerName(id))).not.toContain(null);
  expect([vendorOf(11), vendorOf(47488)?.name]).toEqual([vendorOf(47196), "Supermicro"]);
  expect([vendorOf(15000), manufacturerName(15000)]).toEqual([null, "Kontron"]);
  expect(manufacturerName(0xfffff)).toBeNull();
});

test("a product has a name where the number stands for one", () => {
  expect(vendorOf(343)?.product(0x70)).toBe("S2600WT");
  expect(vendorOf(10368)?.product(0x0243)).toBe("PRIMERGY RX300 S5");
  expect(vendorOf(343)?.product(0xffff)).toBeNull();
});

test("names and passwords are as long as the vendor has them", () => {
  expect(vendorOf(674)?.users).toMatchObject({ nameBytes: 16, passwordBytes: 20 });
  expect(vendorOf(10876)?.users.passwordBytes).toBe(19);
  expect(vendorOf(19046)?.users.warnings[0]).toContain("FFh");
});

describe("events of Dell", () => {
  test("OEM sensor types have names and states", () => {
    expect(described(674, "c0 10 6f 02ffff")).toMatchObject({
      sensor: "System Performance #10h",
      sensorType: "System Performance",
      text: "Performance degraded, thermal protection",
      severity: "warning",
    });
    expect(described(674, "c0 10 ef 02ffff")).toMatchObject({ direction: "deasserted", severity: "ok" });
    expect(described(674, "04 10 70 05ffff")).toMatchObject({ text: "Failed", severity: "critical" });
  });

  test.each([
    ["a bank of eight a card", "a0 11 05", "card B DIMM 9, card B DIMM 11"],
    ["no card", "a0 f0 80", "DIMM 8"],
    ["nodes of nine", "a0 b1 06", "DIMM B1, DIMM B2"],
    ["nodes of four", "a0 80 10", "DIMM B1"],
  ])("memory errors name the modules: %s", (_, data, modules) => {
    expect(described(674, `0c 01 6f ${data}`).text).toBe(`Correctable ECC; ${modules}`);
  });

  test("memory events that say nothing of modules are as the specification has them", () => {
    expect(described(674, "0c 01 6f a0f000").text).toContain("OEM data F0h 00h");
    expect(described(674, "0c 01 6f 00ffff").text).toBe("Correctable ECC");
  });
});

describe("Supermicro", () => {
  test("an overheating CPU and a reset of the BMC are called so", () => {
    expect(described(47488, "c0 01 70 02ffff")).toMatchObject({ text: "Overheat", severity: "critical" });
    expect(described(10876, "d0 01 6f 8001ff")).toMatchObject({ sensorType: "BMC" });
    expect(described(10876, "d0 01 6f 8001ff").text).toContain("cold reset of the BMC");
  });

  test("a CPU that is not there has no level", () => {
    const sensor = { eventType: 0x70, sensorType: 0xc0 };
    const words = (bits: number) => discreteStates(sensor, bits, vendorOf(10876)).map(({ text }) => text);
    expect([words(0), words(1), words(2), words(4), words(7)]).toEqual([
      ["low"],
      ["medium"],
      ["high"],
      ["overheat"],
      ["not installed"],
    ]);
  });
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
