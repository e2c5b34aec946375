import { describe, expect, test } from "vitest";
import { described } from "../testing/described";

const DELL = 674;
const text = (event: string) => described(DELL, event).text;

describe("OEM sensors of Dell", () => {
  test("have names and states", () => {
    expect(described(DELL, "c0 10 6f 02ffff")).toMatchObject({
      sensor: "System Performance #10h",
      sensorType: "System Performance",
      text: "Performance degraded, thermal protection",
      severity: "warning",
    });
    expect(described(DELL, "c0 10 ef 02ffff")).toMatchObject({ direction: "deasserted", severity: "ok" });
    expect(described(DELL, "04 10 70 05ffff")).toMatchObject({ text: "Failed", severity: "critical" });
    expect(described(DELL, "c3 27 6f 01ffff")).toMatchObject({
      text: "Fatal I/O error",
      severity: "critical",
    });
    expect(described(DELL, "c4 01 6f 01ffff")).toMatchObject({ text: "Upgrade failed", severity: "warning" });
  });

  test("offsets nobody documented are shown as bytes", () => {
    expect(text("c2 10 6f 01ffff")).toBe("Event type 6Fh offset 01h; data 01 FF FF");
    expect(text("c4 10 6f 0effff")).toContain("offset 0Eh");
  });
});

describe("memory events of Dell", () => {
  test.each([
    ["a bank of eight a card", "a0 11 05", "card B DIMM 9, card B DIMM 11"],
    ["no card", "a0 f0 80", "DIMM 8"],
    ["nodes of nine", "a0 b1 06", "DIMM B1, DIMM B2"],
    ["nodes of four", "a0 80 10", "DIMM B1"],
  ])("name the modules: %s", (_, data, modules) => {
    expect(text(`0c 01 6f ${data}`)).toBe(`Correctable ECC; ${modules}`);
  });

  test("name the modules wherever memory is the matter", () => {
    expect(text("10 06 6f a0f001")).toContain("DIMM 1");
    expect(text("0c 12 0b a1f002")).toContain("DIMM 2");
    expect(text("0c 1b 07 a2f004")).toContain("DIMM 3");
  });

  test("say which mode keeps memory redundant, and which link failed", () => {
    expect(text("0c 11 0b 8004ff")).toBe("Fully redundant; mirror mode");
    expect(text("0c 1c 6f a00502")).toContain("CRC error, southbound memory, northbound memory, channel 2");
    expect(text("0c 1c 6f a008ff")).toContain("CRC error, northbound corrected");
  });

  test("that say nothing of modules are as the specification has them", () => {
    expect(text("0c 01 6f a0f000")).toContain("OEM data F0h 00h");
    expect(text("0c 01 6f 00ffff")).toBe("Correctable ECC");
  });
});

describe("event data of Dell", () => {
  test.each([
    ["a processor that failed", "07 09 6f a00403", "CPU 3, APIC ID 3"],
    ["a machine check", "07 0d 07 a60210", "CPU 2, APIC ID 16"],
    ["the bus of a processor", "07 0a 07 8601ff", "front-side bus 1"],
    ["a power supply", "08 63 6f 8107ff", "fan failure"],
    ["power supplies that do not fit together", "08 63 6f a62ee3", "rating mismatch, supply of 750 W"],
    ["POST", "0f 1e 6f 8f80ff", "no memory detected"],
    ["a card in a slot", "13 05 6f a50884", "slot 4"],
    ["a device on a bus", "13 18 6f aa093b", "PCI bus 3Bh, device 01h, function 1"],
    ["a bus past 127", "13 19 6f a4188b", "PCI bus 8Bh, device 03h, function 0"],
    ["a virtual MAC address", "c1 25 6f a10102", "PCI bus 02h, device 00h, function 1"],
    ["a mezzanine card of a blade", "c1 25 6f a20083", "mezzanine B"],
    ["one of a taller blade", "c1 25 6f a24084", "mezzanine C2"],
    ["an embedded device", "c1 25 6f a20001", "embedded device"],
    ["a link between processors", "c2 29 6f a26401", "link width degraded, reported by I/O hub 0 link 1"],
    ["firmware and processor", "2b 1f 6f a20201", "between BMC firmware and CPU"],
    ["trusted execution", "20 2a 6f a0c203", "TXT error of BIOS ACM, code C2h"],
    ["an intrusion", "05 73 6f 8002ff", "while the system was off"],
    ["a register of the chipset", "c1 1a 7e 012c80", "register 12Ch has 80h"],
  ])("tells of %s", (_, event, detail) => {
    expect(text(event)).toContain(detail);
  });

  test("a failed POST is critical", () => {
    expect(described(DELL, "0f 1e 6f 8fc1ff")).toMatchObject({
      text: "Fatal error in POST; memory test failure",
      severity: "critical",
    });
  });

  test.each([
    ["no device is known", "13 05 6f a5ffff"],
    ["a code is not documented", "08 63 6f 8163ff"],
    ["no processor is named", "07 09 6f a000ff"],
    ["a blade's format is reserved", "c1 25 6f a2c083"],
    ["a slot is number 0", "c1 25 6f a20080"],
  ])("is shown as bytes when %s", (_, event) => {
    expect(text(event)).toContain("OEM data");
  });

  test("of others is not read as Dell's", () => {
    expect(described(2011, "13 05 6f a50884").text).toBe("PCI SERR; OEM data 08h 84h");
    expect(text("13 05 6f 050884")).toBe("PCI SERR");
  });
});
