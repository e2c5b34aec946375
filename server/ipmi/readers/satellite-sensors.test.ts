import { describe, expect, test } from "vitest";
import { getSensorReading } from "../commands/sensor-event/get-sensor-reading";
import { getSensorThresholds } from "../commands/sensor-event/get-sensor-thresholds";
import { hex } from "../commands/testing/vectors";
import { IpmiError } from "../errors";
import type { ControllerLocatorRecord } from "../records/sdr/locator-records";
import { SensorScanner } from "./sensors";
import { fullRecord } from "./testing/full-record";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

const thresholds = hex("3f 0a 05 00 5a 5f 64");
const silence = new IpmiError("no-answer", "nothing came");

function controller(reading: (sensor: number, lun: number) => Answer): ScriptedBmc {
  return new ScriptedBmc()
    .on(getSensorReading, (data, lun) => reading(data[0] ?? 0, lun))
    .on(getSensorThresholds, () => thresholds);
}

function locatorOf(slaveAddress: number): ControllerLocatorRecord {
  const entity = { id: 46, instance: 1, logical: false };
  return {
    kind: "controller-locator",
    recordId: 9,
    slaveAddress,
    channel: 0,
    capabilities: 1,
    entity,
    name: "",
  };
}

const sensors = [
  fullRecord({ number: 1 }),
  fullRecord({ number: 7, owner: 0x30, lun: 1 }),
  fullRecord({ number: 8, owner: 0x30 }),
];
const absent = (): Answer => 0xcb;

describe("sensors of a controller behind the BMC", () => {
  test("are read by bridging, at the owner's LUN, with their thresholds", async () => {
    const satellite = controller((_, lun) => Buffer.from([0x60 + lun, 0xc0, 0xc0]));
    const bmc = controller((sensor) => (sensor === 1 ? hex("20 c0 c0") : 0xcb)).behind(0x30, satellite);
    const results = await new SensorScanner(sensors, [locatorOf(0x30)]).read(bmc);
    expect(results.map(({ value, severity }) => [value, severity])).toEqual([
      [32, "ok"],
      [97, "critical"],
      [96, "critical"],
    ]);
    expect(satellite.count(getSensorThresholds)).toBe(2);
    expect(bmc.count(getSensorReading)).toBe(1);
  });

  test("are looked for at the BMC first when no record knows of the controller, once", async () => {
    const satellite = controller(() => hex("60 c0 c0"));
    const bmc = controller(absent).behind(0x30, satellite);
    const scanner = new SensorScanner(sensors.slice(1));
    await scanner.read(bmc);
    const [first, second] = await scanner.read(bmc);
    expect([first?.value, second?.value]).toEqual([96, 96]);
    expect(bmc.count(getSensorReading)).toBe(1);
  });

  test("are the BMC's own where the owner in the record is wrong", async () => {
    const bmc = controller(() => hex("21 c0 c0"));
    for (const controllers of [[], [locatorOf(0x30)]]) {
      const results = await new SensorScanner(sensors.slice(1), controllers).read(bmc);
      expect(results.map(({ value }) => value)).toEqual([33, 33]);
    }
  });

  test("never show the reading of another sensor of the same number", async () => {
    const own = fullRecord({ number: 7 });
    const foreign = fullRecord({ number: 7, owner: 0x30 });
    const bmc = controller(() => hex("21 c0 c0"));
    const [, result] = await new SensorScanner([own, foreign]).read(bmc);
    expect(result).toMatchObject({ availability: "unavailable", value: null });
  });
});

describe("a controller that does not answer", () => {
  const located = [locatorOf(0x30)];

  test("costs one request a round, and nine rounds nothing", async () => {
    let asked = 0;
    const bmc = controller(absent).behind(
      0x30,
      controller(() => {
        asked++;
        return silence;
      }),
    );
    const scanner = new SensorScanner(sensors.slice(1), located);
    for (let round = 0; round < 10; round++) {
      const results = await scanner.read(bmc);
      expect(results.map(({ availability, reason }) => [availability, reason])).toEqual([
        ["unavailable", "nothing came"],
        ["unavailable", "nothing came"],
      ]);
    }
    expect(asked).toBe(1);
    await scanner.read(bmc);
    expect(asked).toBe(2);
  });

  test("does not make the BMC look dead", async () => {
    const many = [7, 8, 9, 10, 11].map((number) => fullRecord({ number, owner: 0x30 }));
    let answer: Answer = hex("20 c0 c0");
    const scanner = new SensorScanner(many, located);
    const bmc = controller(absent).behind(
      0x30,
      controller(() => answer),
    );
    expect((await scanner.read(bmc)).every(({ availability }) => availability === "ok")).toBe(true);
    answer = silence;
    expect((await scanner.read(bmc)).every(({ availability }) => availability === "unavailable")).toBe(true);
  });

  test("is no failure of its sensors when it refuses one", async () => {
    const bmc = controller(absent).behind(
      0x30,
      controller((sensor) => (sensor === 7 ? 0xcb : hex("20 c0 c0"))),
    );
    const results = await new SensorScanner(sensors.slice(1), located).read(bmc);
    expect(results.map(({ availability }) => availability)).toEqual(["not-present", "ok"]);
  });
});
