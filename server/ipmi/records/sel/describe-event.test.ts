import { describe, expect, test } from "vitest";
import { hex } from "../../commands/testing/vectors";
import { DecodeError } from "../../errors";
import { decodeSdr, isSensorRecord } from "../sdr/decode-sdr";
import { expandSharedSensors } from "../sdr/expand-sensors";
import { describeEvent } from "./describe-event";
import { decodeSelRecord, selTimestamp } from "./sel-record";
import { SensorIndex } from "./sensor-index";

// Records are laid out by hand from IPMI 2.0 §32 and table 42-3, unless a test says otherwise.

/** A temperature 01h in °C of the BMC and a voltage 50h of 10 mV steps on LUN 1. */
const sdrs = [
  "0100 51 01 2f 20 00 01 07 01 7f 68 01 01 0000 0000 3f3f 00 01 00 00 01 00 00 00 00 00 00 00 00 00 ff 00 64 5f 5a 00 05 0a 00 00 00 00 00 c4 43505531",
  "0200 51 01 2f 20 01 50 07 01 7f 68 02 01 0000 0000 3f3f 00 04 00 00 01 00 00 00 00 e0 00 00 00 00 ff 00 64 5f 5a 00 05 0a 00 00 00 00 00 c4 56434f52",
];
const sensors = new SensorIndex(
  sdrs
    .map((sdr) => decodeSdr(hex(sdr)))
    .filter(isSensorRecord)
    .flatMap(expandSharedSensors),
);

/** A system event of 2023-12-26: generator, sensor type, number, direction and type, data 1–3 as given. */
function event(body: string): string {
  return `0100 02 d05c8a65 ${body}`;
}

function words(record: string) {
  return describeEvent(decodeSelRecord(hex(record)), sensors);
}

describe("threshold events", () => {
  test("tell reading and threshold in the sensor's unit", () => {
    expect(words(event("2000 04 01 01 01 595f5a"))).toEqual({
      sensor: "CPU1",
      sensorType: "Temperature",
      direction: "asserted",
      text: "Upper critical going high; reading 95 °C; threshold 90 °C",
      severity: "critical",
    });
  });

  test("deasserted they are good news, whatever the numbers look like", () => {
    expect(words(event("2000 04 01 01 81 5958f0"))).toMatchObject({
      direction: "deasserted",
      text: "Upper critical going high: deasserted; reading 88 °C; threshold 240 °C",
      severity: "ok",
    });
  });

  test("a wrong LUN does not hide the sensor, and its resolution is kept", () => {
    expect(words(event("2000 04 02 50 01 525a64"))).toMatchObject({
      sensor: "VCOR",
      text: "Lower critical going low; reading 0.90 V; threshold 1.00 V",
    });
  });

  test("of a sensor no record names stay raw", () => {
    expect(words(event("2000 04 01 61 01 51 5a 64"))).toMatchObject({
      sensor: "Temperature #61h",
      text: "Lower non-critical going high; reading raw 5Ah; threshold raw 64h",
      severity: "ok",
    });
  });
});

describe("discrete events", () => {
  test.each([
    ["memory with its module", "2000 04 0c 42 6f 31ff03", "Uncorrectable ECC; memory module 3", "critical"],
    ["OEM data", "2000 04 08 41 6f a60201", "Configuration error; OEM data 02h 01h", "critical"],
    [
      "error type of a power supply",
      "2000 04 08 41 6f 36ff03",
      "Configuration error; power supply rating mismatch",
      "critical",
    ],
    [
      "firmware error",
      "2000 04 0f 06 6f c001ff",
      "System firmware error; no system memory is installed",
      "critical",
    ],
    [
      "firmware progress",
      "2000 04 0f 06 6f c213ff",
      "System firmware progress; starting operating system boot process",
      "ok",
    ],
    ["log almost full", "2000 04 10 09 6f 35ff4b", "Event log almost full; 75 % full", "warning"],
    [
      "clock set",
      "2000 04 12 83 6f c580ff",
      "Timestamp clock synchronization; after the clock was set",
      "ok",
    ],
    ["PEF action", "2000 04 12 83 6f c405ff", "PEF action; alert, reset", "ok"],
    ["slot", "2000 04 21 10 6f f00907", "Fault status asserted; PCI Express slot; slot 7", "critical"],
    ["watchdog", "2000 04 23 03 6f c124ff", "Hard reset; timer use SMS/OS, interrupt NMI", "warning"],
    ["session", "2000 04 2a 01 6f f10221", "Session deactivated; user 2; channel 1, ended by time-out", "ok"],
    [
      "version",
      "2000 04 2b 01 6f c702ff",
      "Firmware or software change detected, success; management controller firmware revision",
      "ok",
    ],
    [
      "FRU state",
      "2000 04 2c 01 6f c423ff",
      "FRU active; handle latch changed, previously FRU activation in progress",
      "ok",
    ],
    ["restart", "2000 04 1d 01 6f c704ff", "System restart; watchdog expiration", "ok"],
    ["LAN leash", "2000 04 05 01 6f c401ff", "LAN leash lost; LAN 1", "warning"],
    ["sensor failure", "2000 04 28 01 6f c45aff", "Sensor failure; sensor 90", "critical"],
    [
      "memory logging",
      "2000 04 10 01 6f c002ff",
      "Correctable memory error logging disabled; memory module 2",
      "warning",
    ],
    ["boot without cause", "2000 04 1d 01 6f 07ffff", "System restart", "ok"],
  ])("%s", (_, body, text, severity) => {
    expect(words(event(body))).toMatchObject({ text, severity });
  });

  test("a previous state is told, a severity the event carries overrides ours", () => {
    expect(words(event("2000 04 04 10 0b 4250ff"))).toMatchObject({
      text: "Redundancy degraded; previously fully redundant",
      severity: "critical",
    });
    expect(words(event("2000 04 04 10 0b 42f0ff"))).toMatchObject({ severity: "warning" });
  });

  test("presence that ends is a warning", () => {
    expect(words(event("2000 04 07 43 ef 07ffff"))).toMatchObject({
      text: "Processor presence detected: deasserted",
      severity: "warning",
    });
  });

  test("what the specification does not define is shown as bytes", () => {
    expect(words(event("2000 04 13 a0 70 a12008"))).toEqual({
      sensor: "Critical Interrupt #A0h",
      sensorType: "Critical Interrupt",
      direction: "asserted",
      text: "Event type 70h offset 01h; OEM data 20h 08h; data A1 20 08",
      severity: "unknown",
    });
    expect(words(event("2000 04 08 41 6f 0fffff")).severity).toBe("unknown");
  });

  test.each([
    ["4100", "reported by system management software"],
    ["0100", "reported by BIOS"],
    ["3300", "reported by the SMI handler"],
    ["8100", "reported by remote console software"],
    ["3000", "reported by controller 30h"],
  ])("who reported it when the BMC did not: %s", (generator, text) => {
    expect(words(event(`${generator} 04 12 83 6f 00ffff`)).text).toBe(`System reconfigured; ${text}`);
  });
});

describe("other records", () => {
  test("OEM records with and without timestamp", () => {
    // ipmitool issue 384.
    const record = decodeSelRecord(hex("0200df5cd29963370100040000000000"));
    expect(record).toMatchObject({
      kind: "oem-timestamped",
      manufacturerId: 311,
      timestamp: { clock: "set" },
    });
    expect(words("0200df5cd29963370100040000000000")).toMatchObject({
      sensor: "",
      direction: "none",
      text: "OEM record of manufacturer 311: 04 00 00 00 00 00",
      severity: "unknown",
    });
    expect(words("0500 e1 0102030405060708090a0b0c0d").text).toBe(
      "OEM record E1h: 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D",
    );
  });

  test("a reserved type that looks like a system event is read as one, another is not", () => {
    const disguised = event("2000 04 08 40 6f 01ffff").replace("0100 02", "0100 04");
    expect(words(disguised)).toMatchObject({ text: "Power supply failure detected", severity: "critical" });
    expect(words(`0100 04 ${"ab".repeat(13)}`).text).toMatch(/^Record of reserved type 04h: AB AB/);
  });

  test("a record shorter than sixteen bytes is refused", () => {
    expect(() => decodeSelRecord(hex("010002d05c8a65"))).toThrow(DecodeError);
  });
});

test("timestamps mean a date, seconds since the BMC started, or nothing", () => {
  expect(selTimestamp(0x658a5cd0)).toEqual({ raw: 0x658a5cd0, clock: "set", time: "2023-12-26T04:55:44" });
  expect(selTimestamp(0x20000000).clock).toBe("set");
  expect(selTimestamp(0x1fffffff)).toEqual({ raw: 0x1fffffff, clock: "since-start", time: null });
  expect(selTimestamp(0xffffffff)).toEqual({ raw: 0xffffffff, clock: "unspecified", time: null });
});
