import { describe, expect, test } from "vitest";
import { described, oemMeaning } from "./testing/described";

/** A record with a timestamp: type, manufacturer and what it says. */
const timestamped = (type: string, manufacturer: string, data: string) =>
  `0100 ${type} d05c8a65 ${manufacturer} ${data}`;

describe("events of other makers", () => {
  test.each([
    ["Fujitsu, memory", 10368, "e1 01 6f 09ffff", "Memory", "Too many correctable errors", "warning"],
    ["Fujitsu, fans", 10368, "e6 01 6f 01ffff", "Fan Status", "Failed", "critical"],
    ["Fujitsu, backup", 10368, "ef 01 6f 0fffff", "Configuration Backup", "NVRAM defaults loaded", "warning"],
    ["Fujitsu, hardware", 10368, "e3 01 6f 02ffff", "Hardware Error", "No usable CPU", "critical"],
    ["HPE, identify light", 11, "c0 01 70 02ffff", "LED", "UID light blinking", "ok"],
    ["HPE, health", 47196, "c0 01 71 02ffff", "LED", "Health LED red", "critical"],
    ["Wistron, I/O hub", 11161, "c0 01 6f 0affff", "I/O Hub", "I/O hub fatal error", "critical"],
    ["Facebook, a hot CPU", 40981, "cd 01 03 01ffff", "CPU Thermal Status", "State asserted", "ok"],
    ["Inventec, BIOS", 20569, "c1 81 70 a00215", "BIOS", "BMC enabled by BIOS; version 2.15", "ok"],
  ])("%s", (_, manufacturer, event, sensorType, text, severity) => {
    expect(described(manufacturer, event)).toMatchObject({ sensorType, text, severity });
  });

  test.each([
    ["Fujitsu, a reserved offset", 10368, "de 01 6f 02ffff"],
    ["HPE, an LED of an unknown kind", 11, "c0 01 72 00ffff"],
    ["Wistron, a reserved offset", 11161, "c0 01 6f 09ffff"],
  ])("%s is shown as bytes", (_, manufacturer, event) => {
    expect(described(manufacturer, event)).toMatchObject({ severity: "unknown" });
    expect(described(manufacturer, event).text).toContain("data 0");
  });

  test("Quanta names modules and cards", () => {
    expect(described(7244, "0c 6f 6f a0ff49").text).toBe("Correctable ECC; CPU 1, DIMM B1");
    expect(described(7244, "0c 60 6f a0ff49").text).toContain("OEM data FFh 49h");
    expect(described(7244, "13 a1 6f a8093b").text).toContain("PCI bus 3Bh, device 01h, function 1");
  });

  test("System x has events of its own, at IBM and at Lenovo", () => {
    expect(described(2, "c1 01 6f 000204").text).toContain("memory replaced while running");
    expect(described(19046, "c1 01 6f 000383").text).toContain("scalability link killed");
    expect(described(2, "c1 01 6f 000977").text).not.toContain("scalability");
  });
});

describe("OEM records", () => {
  test.each([
    ["a start of Windows", "dc", "370100", "01 805e8a65 00", "Windows started at 2023-12-26T05:02:56", "ok"],
    ["its end", "dd", "370100", "02 ff000580 00", "Windows shutdown, reason or comment 2: 800500FFh", "ok"],
    ["its fall", "de", "570100", "01 d1000000 01", "Windows bug check, part 1: 000000D1h", "critical"],
  ])("%s is told, whoever built the server", (_, type, manufacturer, data, text, severity) => {
    for (const maker of [674, 2011]) {
      expect(oemMeaning(maker, timestamped(type, manufacturer, data))).toEqual({ text, severity });
    }
  });

  test.each([
    ["Microsoft's that are not documented", 674, "0200df5cd29963370100040000000000"],
    ["of another writer under the same type", 674, timestamped("dc", "a20200", "01 805e8a65 00")],
    ["Facebook's of another type", 40981, timestamped("c5", "15a000", "000000000000")],
    ["Facebook's of a kind to come", 40981, "0100 fb 0f 000000000000000000000000"],
    ["without a timestamp, of Quanta", 7244, "0100 e1 00000000000000000000000000"],
  ])("%s have no words", (_, maker, bytes) => {
    expect(oemMeaning(maker, bytes)).toBeNull();
  });

  test.each([
    ["20 3412 02 60", "Event 21234h of entity 20h, alert level 3", "warning"],
    ["c1 0100 00 e1", "Event 1h of entity C1h, alert level 7", "critical"],
    ["01 0100 80 00", "Event 1h of entity 01h, alert level 0", "ok"],
  ])("Integrity's %s", (data, text, severity) => {
    expect(oemMeaning(11, `0100 e0 ${data} 0000000000000000`)).toEqual({ text, severity });
  });

  test("Quanta's are errors of PCIe cards", () => {
    expect(oemMeaning(7244, timestamped("c0", "4c1c00", "8680 2115 03 24"))).toEqual({
      text: "PCIe completion timeout, device 8086h:1521h, slot 3",
      severity: "critical",
    });
    expect(oemMeaning(7244, timestamped("c0", "4c1c00", "8680 2115 03 07"))?.severity).toBe("warning");
    expect(oemMeaning(7244, timestamped("c0", "4c1c00", "8680 2115 03 ee"))?.text).toContain("error EEh");
  });

  test.each([
    ["c0", "8680 2115 03 24", "PCIe error of device 8086h:1521h, slot 3, error 24h", "warning"],
    ["c2", "0001 3412 7856", "Machine check, MSCOD 1234h, MCACOD 5678h", "critical"],
    ["c3", "02 312c 010203", "Memory error, device 2, bank 3, column 300, row 66051", "warning"],
  ])("Facebook's %s", (type, data, text, severity) => {
    expect(oemMeaning(40981, timestamped(type, "15a000", data))).toEqual({ text, severity });
  });

  test.each([
    [
      "00 00000000 00 00 19 3b 0100 50 22",
      "PCIe error, PCI bus 3Bh, device 03h, function 1, error 22h",
      "warning",
    ],
    [
      "01 00000000 01 02 01 00 02 000000",
      "Memory uncorrectable error, sled 0, socket 1, channel 2, slot 1",
      "critical",
    ],
    ["01 00000000 11 ff ff 00 01 000000", "Memory correctable error, sled 1, socket 1", "warning"],
    ["08 00000000 02 000000 00 000000", "POST: TPM self-test failed", "warning"],
    ["09 00000000 0e 000000 00 000000", "PCIe event: event 0Eh", "warning"],
    ["0c 00000000 00 000000 03 07 0000", "Boot Guard failure, class 03h, code 07h", "critical"],
  ])("Facebook's unified record %s", (data, text, severity) => {
    expect(oemMeaning(40981, `0100 fb ${data}`)).toEqual({ text, severity });
  });
});
