import { describe, expect, test } from "vitest";
import { getSensorReading } from "../commands/sensor-event/get-sensor-reading";
import { getSensorThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { hex } from "../commands/testing/vectors";
import { IpmiError } from "../errors";
import { decodeSdr, isSensorRecord } from "../records/sdr/decode-sdr";
import { expandSharedSensors } from "../records/sdr/expand-sensors";
import type { SensorRecord } from "../records/sdr/sensor-record";
import type { Workaround } from "../session/workarounds";
import type { SensorResult } from "./sensor-result";
import { SensorScanner } from "./sensors";
import { fullRecord as full } from "./testing/full-record";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

const thresholdBytes = hex("3f 0a 05 00 5a 5f 64");

function bmcWith(
  reading: (sensor: number, lun: number) => Answer,
  thresholds: Answer = thresholdBytes,
): ScriptedBmc {
  return new ScriptedBmc()
    .on(getSensorReading, (data, lun) => reading(data[0] ?? 0, lun))
    .on(getSensorThresholds, () => thresholds);
}

async function one(record: SensorRecord, reading: Answer, thresholds?: Answer): Promise<SensorResult> {
  const [result] = await new SensorScanner([record]).read(bmcWith(() => reading, thresholds));
  if (result === undefined) throw new Error("no result");
  return result;
}

describe("threshold sensors", () => {
  test("have value, thresholds, our state and the BMC's", async () => {
    expect(await one(full({ number: 1 }), hex("60 c0 d8"))).toMatchObject({
      key: "20-0-0-01",
      availability: "ok",
      reason: "",
      raw: 0x60,
      value: 96,
      unit: "°C",
      text: "96 °C",
      thresholds: { lowerCritical: 5, upperCritical: 95 },
      state: { text: "above upper critical", severity: "critical" },
      bmcState: { text: "above upper critical" },
      severity: "critical",
      range: { min: 0, max: 255 },
    });
  });

  test("are judged by us even when the BMC sees nothing, and by the BMC when thresholds make no sense", async () => {
    const blind = await one(full({ number: 1 }), hex("60 c0 c0"));
    expect([blind.severity, blind.bmcState?.severity]).toEqual(["critical", "ok"]);
    const senseless = await one(full({ number: 1 }), hex("60 c0 c8"), hex("3f 0a 05 00 64 5f 5a"));
    expect(senseless).toMatchObject({ state: null, severity: "warning" });
  });

  test("fall back to the record's thresholds when they cannot be read", async () => {
    expect(await one(full({ number: 1 }), hex("60 c0 c0"), 0xcd)).toMatchObject({
      thresholds: { upperCritical: 0x5f },
      severity: "critical",
    });
  });

  test("without readable thresholds ask for none", async () => {
    const bmc = bmcWith(() => hex("60 c0 c0"));
    const [result] = await new SensorScanner([full({ number: 1, capabilities: 0x40 })]).read(bmc);
    expect(bmc.count(getSensorThresholds)).toBe(0);
    expect(result).toMatchObject({ thresholds: null, state: null, severity: "ok" });
  });

  test("without state bytes are still read", async () => {
    expect(await one(full({ number: 1 }), hex("32 c0"))).toMatchObject({
      value: 50,
      severity: "ok",
      bmcState: null,
    });
  });

  test("non-linear ones are shown raw, never wrong", async () => {
    expect(await one(full({ number: 1, linearisation: 0x70 }), hex("32 c0 c0"))).toMatchObject({
      value: null,
      text: "raw 32h",
      thresholds: null,
      state: null,
      bmcState: { severity: "ok" },
    });
  });
});

describe("discrete sensors", () => {
  test("have states and the worst of their severities", async () => {
    const supply = full({ number: 2, type: 8, event: 0x6f, unit: 0 });
    expect(await one(supply, hex("00 c0 09 80"))).toMatchObject({
      value: null,
      text: "presence detected, power supply input lost (AC/DC)",
      states: [{ offset: 0 }, { offset: 3, severity: "critical" }],
      severity: "critical",
      thresholds: null,
    });
    expect(await one(supply, hex("00 c0"))).toMatchObject({ states: [], text: "", severity: "ok" });
  });

  test("with a unit and factors show the value too", async () => {
    const current = full({ number: 3, type: 3, event: 0x03, unit: 5 });
    expect(await one(current, hex("07 c0 02"))).toMatchObject({ value: 7, text: "7 A, state asserted" });
  });
});

describe("sensors without a reading", () => {
  test.each([0xc9, 0xcb, 0xcd, 0xce, 0xd3, 0xd5, 0xff])("code %i means not fitted", async (code) => {
    expect(await one(full({ number: 1 }), code)).toMatchObject({
      availability: "not-present",
      severity: "unknown",
    });
  });

  test("any other refusal and garbage are errors of that sensor alone", async () => {
    const bmc = bmcWith((sensor) => (sensor === 1 ? 0xc1 : sensor === 2 ? hex("00") : hex("32 c0 c0")));
    const scanner = new SensorScanner([1, 2, 3].map((number) => full({ number })));
    expect((await scanner.read(bmc)).map(({ availability }) => availability)).toEqual([
      "error",
      "error",
      "ok",
    ]);
  });

  test("unavailable and disabled ones say so", async () => {
    expect(await one(full({ number: 1 }), hex("00 60 c0"))).toMatchObject({
      availability: "unavailable",
      value: null,
    });
    expect(await one(full({ number: 1 }), hex("00 80 c0"))).toMatchObject({
      availability: "disabled",
      value: null,
    });
  });

  test("a disabled one whose reading moves is not disabled", async () => {
    let raw = 0x30;
    const scanner = new SensorScanner([full({ number: 1 })]);
    const bmc = bmcWith(() => Buffer.from([raw, 0x80, 0xc0]));
    expect((await scanner.read(bmc))[0]?.availability).toBe("disabled");
    raw = 0x31;
    expect((await scanner.read(bmc))[0]).toMatchObject({ availability: "ok", value: 49 });
    expect((await scanner.read(bmc))[0]).toMatchObject({ availability: "ok", value: 49 });
  });

  test("events of the BMC and of software cause no traffic", async () => {
    const eventOnly = decodeSdr(hex("0300 51 03 0d 20 00 0a 07 01 23 6f 01 00 00 00 c1 57"));
    const sensors = [full({ number: 2, owner: 0x41 })];
    if (isSensorRecord(eventOnly)) sensors.push(...expandSharedSensors(eventOnly));
    const bmc = bmcWith(() => hex("32 c0 c0"));
    const results = await new SensorScanner(sensors).read(bmc);
    expect(results.map(({ availability, reason }) => [availability, reason])).toEqual([
      ["event-only", "reported by system software"],
      ["event-only", "reports events only"],
    ]);
    expect(bmc.sent).toEqual([]);
  });
});

describe("what a person laid down", () => {
  const read = async (record: SensorRecord, reading: Answer, workaround: Workaround) =>
    (
      await new SensorScanner([record]).read(
        bmcWith(() => reading),
        { workarounds: [workaround] },
      )
    )[0];

  test("ignorescanningdisabled: a sensor that is not scanned is read", async () => {
    const record = full({ number: 1 });
    expect(await read(record, hex("30 80 c0"), "ignorescanningdisabled")).toMatchObject({ value: 48 });
  });

  test("discretereading: a discrete sensor without a unit has a value", async () => {
    const record = full({ number: 1, type: 3, event: 0x03, unit: 0 });
    expect(await one(record, hex("07 c0 02"))).toMatchObject({ value: null, text: "state asserted" });
    expect(await read(record, hex("07 c0 02"), "discretereading")).toMatchObject({
      text: "7, state asserted",
    });
  });

  test("assumebmcowner: whatever the owner, the BMC is asked", async () => {
    for (const owner of [0x30, 0x41]) {
      const record = full({ number: 1, owner });
      expect(await read(record, hex("30 c0 c0"), "assumebmcowner")).toMatchObject({ value: 48 });
    }
  });
});

describe("rounds", () => {
  test("thresholds are asked for once until they are to be forgotten; sensors are addressed by LUN", async () => {
    const bmc = bmcWith((_, lun) => Buffer.from([lun, 0xc0, 0xc0]));
    const scanner = new SensorScanner([full({ number: 1, lun: 1 })]);
    expect((await scanner.read(bmc))[0]?.value).toBe(1);
    await scanner.read(bmc);
    expect(bmc.count(getSensorThresholds)).toBe(1);
    expect(bmc.sent.every(({ lun }) => lun === 1)).toBe(true);
    scanner.forgetThresholds();
    await scanner.read(bmc);
    expect(bmc.count(getSensorThresholds)).toBe(2);
  });

  test("a part that is not fitted is asked for in every third round, one put in is read on", async () => {
    let answer: Answer = 0xcb;
    const bmc = bmcWith(() => answer);
    const scanner = new SensorScanner([full({ number: 1 })]);
    const rounds = async (count: number) => {
      let last: SensorResult | undefined;
      for (let round = 0; round < count; round++) [last] = await scanner.read(bmc);
      return last?.availability;
    };
    expect(await rounds(6)).toBe("not-present");
    expect(bmc.count(getSensorReading)).toBe(2);
    answer = hex("32 c0 c0");
    expect(await rounds(1)).toBe("ok");
    expect(await rounds(3)).toBe("ok");
    expect(bmc.count(getSensorReading)).toBe(6);
  });

  test("a reading that is missing in the middle of an update is asked for once more", async () => {
    const answers = [hex("32 c0 c0"), hex("00 e0 c0"), hex("33 c0 c0"), hex("00 e0 c0"), hex("00 e0 c0")];
    const bmc = bmcWith(() => answers.shift() ?? 0xff);
    const scanner = new SensorScanner([full({ number: 1 })]);
    const values = [];
    for (let round = 0; round < 3; round++) values.push((await scanner.read(bmc))[0]?.value);
    expect(values).toEqual([50, 51, null]);
    expect(answers).toEqual([]);
  });

  const silence = new IpmiError("no-answer", "nothing came");

  test("a sensor that is silent twice in a row is left alone for nine rounds", async () => {
    const bmc = bmcWith((sensor) => (sensor === 1 ? silence : hex("32 c0 c0")));
    const scanner = new SensorScanner([1, 2].map((number) => full({ number })));
    const asked = () => bmc.sent.filter(({ name, data }) => name === getSensorReading.name && data[0] === 1);
    for (let round = 0; round < 11; round++) expect((await scanner.read(bmc))[0]?.availability).toBe("error");
    expect(asked()).toHaveLength(2);
    await scanner.read(bmc);
    expect(asked()).toHaveLength(3);
  });

  test("one silent sensor is an error of its own, three in a row are the BMC's", async () => {
    const sensors = [1, 2, 3, 4].map((number) => full({ number }));
    const mostly = bmcWith((sensor) => (sensor <= 2 ? silence : hex("32 c0 c0")));
    const results = await new SensorScanner(sensors).read(mostly);
    expect(results.map(({ availability }) => availability)).toEqual(["error", "error", "ok", "ok"]);
    const dead = bmcWith(() => silence);
    await expect(new SensorScanner(sensors).read(dead)).rejects.toBe(silence);
    expect(dead.sent).toHaveLength(3);
  });

  test("a lost session ends the round", async () => {
    const lost = new IpmiError("session-lost", "gone");
    await expect(new SensorScanner([full({ number: 1 })]).read(bmcWith(() => lost))).rejects.toBe(lost);
  });
});
