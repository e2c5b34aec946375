import { describe, expect, test } from "vitest";
import { discreteStates } from "../../records/discrete-state";
import { described } from "../testing/described";
import { vendorOf } from "../vendor-of";

const INTEL = 343;

describe("events of Intel's boards", () => {
  test.each([
    [
      "a fatal PCIe error",
      "13 04 70 a63b11",
      "PCIe completion timeout; PCI bus 3Bh, device 02h, function 1",
      "critical",
    ],
    [
      "a corrected PCIe error",
      "13 05 71 a20008",
      "PCIe bad TLP; PCI bus 00h, device 01h, function 0",
      "warning",
    ],
    [
      "more fatal PCIe errors",
      "13 14 76 a1ff00",
      "PCIe TLP prefix blocked; PCI bus FFh, device 00h, function 0",
      "critical",
    ],
    ["a QPI error", "13 07 73 8301ff", "QPI drift buffer alarm; CPU 2", "critical"],
    ["a corrected QPI error", "13 06 72 8003ff", "QPI correctable error; CPU 4", "warning"],
    ["a narrow QPI link", "13 09 77 01ffff", "QPI link at half width", "warning"],
    ["a firmware update", "2b 12 70 02ffff", "Firmware update failed", "critical"],
    ["a recovery of the BIOS", "0f 15 70 01ffff", "BIOS recovery", "warning"],
    ["a crash dump", "d1 7d 70 01ffff", "Dump failed", "warning"],
  ])("%s", (_, event, text, severity) => {
    expect(described(INTEL, event)).toMatchObject({ text, severity });
  });

  test.each([
    ["the failing module", "0c 02 6f a0012a", "CPU 2, channel 2, DIMM 3, rank 1"],
    ["the module of a mirror", "0c 01 0b a20008", "CPU 1, channel 2, DIMM 1, rank 0"],
    ["what is known of a parity error", "0c 13 6f a21a21", "address parity error, CPU 2, channel 1, DIMM 2"],
    ["no channel that is not known", "0c 13 6f a20021", "CPU 2"],
    ["why a power supply failed", "08 50 6f a10540", "fan"],
    ["what it warns of", "08 50 6f a20640", "input under-voltage"],
    ["why it does not fit", "08 50 6f a604ff", "incompatible with another supply"],
    ["a code of POST", "0f 06 6f a09201", "POST error code 0192h"],
    ["a catastrophic error", "07 80 03 a10105", "CATERR, CPU 1, CPU 3"],
  ])("event data says %s", (_, event, detail) => {
    const { text } = described(INTEL, event);
    expect(text.endsWith(`; ${detail}`), text).toBe(true);
  });

  test("bytes nobody documented stay bytes", () => {
    expect(described(INTEL, "08 50 6f a16340").text).toContain("OEM data 63h 40h");
    expect(described(INTEL, "13 07 73 83ffff").text).toContain("OEM data FFh");
    expect(described(INTEL, "13 09 77 07ffff").text).toContain("Event type 77h offset 07h");
  });
});

describe("the Node Manager", () => {
  test.each([
    ["dc 17 75 a001ff", "ME firmware is not healthy; image cannot be executed", "critical"],
    ["dc 19 73 a2b014", "Node Manager is not healthy; power sensor cannot be read, domain 0", "warning"],
    ["dc 18 72 a80007", "Power policy not met within its correction time; domain 0, policy 7", "warning"],
    ["dc 1b 72 a10109", "Power policy threshold 1 exceeded; domain 1, policy 9", "warning"],
    ["dc 1a 74 05ffff", "Available: policies, power limiting", "ok"],
  ])("%s", (event, text, severity) => {
    expect(described(INTEL, event)).toMatchObject({ sensorType: "Node Manager", text, severity });
  });

  test("is the same on boards of Quanta and Inventec", () => {
    for (const maker of [7244, 20569]) {
      expect(described(maker, "dc 17 75 a002ff").text).toContain("flash erase error");
    }
  });

  test("a reading of its abilities is one state, however many bits it has", () => {
    const sensor = { eventType: 0x74, sensorType: 0xdc };
    const words = (bits: number) => discreteStates(sensor, bits, vendorOf(INTEL)).map(({ text }) => text);
    expect(words(7)).toEqual(["available: policies, monitoring, power limiting"]);
    expect(words(0)).toEqual(["available: nothing"]);
  });
});
