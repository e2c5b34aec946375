import { expect, test } from "vitest";
import { discreteStates } from "../records/discrete-state";
import { described } from "./testing/described";
import { vendorOf } from "./vendor-of";

const SUPERMICRO = 10876;

test("an overheating CPU and a reset of the BMC are called so", () => {
  expect(described(47488, "c0 01 70 02ffff")).toMatchObject({ text: "Overheat", severity: "critical" });
  expect(described(SUPERMICRO, "d0 01 6f 8001ff")).toMatchObject({ sensorType: "BMC" });
  expect(described(SUPERMICRO, "d0 01 6f 8001ff").text).toContain("cold reset of the BMC");
  expect(described(SUPERMICRO, "d0 01 6f 8009ff").text).not.toContain("reset");
});

test("a CPU that is not there has no level", () => {
  const sensor = { eventType: 0x70, sensorType: 0xc0 };
  const words = (bits: number) => discreteStates(sensor, bits, vendorOf(SUPERMICRO)).map(({ text }) => text);
  expect([words(0), words(1), words(2), words(4), words(7)]).toEqual([
    ["low"],
    ["medium"],
    ["high"],
    ["overheat"],
    ["not installed"],
  ]);
});

test.each([
  ["a01a00", "CPU 1, channel 1, DIMM 1"],
  ["a02b01", "CPU 2, channel 2, DIMM 2"],
  ["004a00", "CPU 1, channel 4, DIMM 1"],
])("a memory error names its module: %s", (data, module) => {
  expect(described(SUPERMICRO, `0c 00 6f ${data}`).text).toBe(`Correctable ECC; ${module}`);
});

test.each([
  ["no module is named", "a0ffff", "OEM data FFh FFh"],
  ["the channel is none", "a00a00", "OEM data 0Ah 00h"],
  ["the slot is none", "a01100", "OEM data 11h 00h"],
  ["there is no such processor", "a01a07", "OEM data 1Ah 07h"],
  ["the module is the specification's", "301a03", "memory module 3"],
])("memory errors are as they were when %s", (_, data, words) => {
  expect(described(SUPERMICRO, `0c 00 6f ${data}`).text).toBe(`Correctable ECC; ${words}`);
});
