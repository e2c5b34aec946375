import { expect, test } from "vitest";
import { fullSensorRecord } from "@/e2e/fixtures/sdr-bytes";
import { IpmiError, sdrRepositoryOf } from "@/server/ipmi";
import { getSensorReading } from "@/server/ipmi/commands/sensor-event/get-sensor-reading";
import { type Answer, ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { sensorEntry } from "./sensor-entry";
import { SensorReader } from "./sensor-reader";

const SATELLITE = 0x30;
const locator = Buffer.from("09005112100030000029000000" + "2e0100c5" + "5361743330", "hex");
locator[4] = locator.length - 5;

/** Sensor 1 of the BMC, and two of the controller: as `located`, with a record that knows of it. */
function repositoryOf(located: boolean) {
  const common = { entity: 7, instance: 1, type: 1, unit: 1, m: 1, raw: 0 };
  const images = [1, 7, 8].map((number, index) => {
    const image = Buffer.from(fullSensorRecord(index + 1, { ...common, number, name: `T${number}` }));
    if (number !== 1) image.writeUInt8(SATELLITE, 5);
    return image;
  });
  return sdrRepositoryOf(located ? [...images, locator] : images, null);
}

function answering(reading: (sensor: number) => Answer): ScriptedBmc {
  return new ScriptedBmc().on(getSensorReading, (data) => reading(data[0] ?? 0));
}

async function read(bmc: ScriptedBmc, located: boolean, address = 0x20) {
  const repository = repositoryOf(located);
  const reader = new SensorReader({ bmc, signal: new AbortController().signal, address }, repository);
  const values: (number | null)[] = [];
  for (const index of [0, 1, 2]) {
    const entry = sensorEntry(repository, index);
    if (entry === null) throw new Error("no sensor");
    const { valid, raw } = await reader.read(entry);
    values.push(valid ? raw : null);
  }
  return values;
}

const bytes = (raw: number) => Buffer.from([raw, 0xc0, 0xc0]);
const onlyFirst = (sensor: number): Answer => (sensor === 1 ? bytes(20) : 0xcb);

test("sensors of a controller behind the BMC are read there, whether a record knows of it or not", async () => {
  for (const located of [true, false]) {
    const satellite = answering((sensor) => bytes(sensor + 30));
    expect(await read(answering(onlyFirst).behind(SATELLITE, satellite), located)).toEqual([20, 37, 38]);
  }
});

test("where the owner in the record is not there, the BMC itself may have the sensor", async () => {
  for (const located of [true, false]) {
    expect(
      await read(
        answering((sensor) => bytes(sensor)),
        located,
      ),
    ).toEqual([1, 7, 8]);
  }
});

test("a silent controller is asked once, and its sensors have no reading", async () => {
  const silent = answering(() => new IpmiError("no-answer", "nothing came"));
  expect(await read(answering(onlyFirst).behind(SATELLITE, silent), true)).toEqual([20, null, null]);
  expect(silent.count(getSensorReading)).toBe(1);
});

test("a silent BMC ends the reading", async () => {
  const silent = answering(() => new IpmiError("no-answer", "nothing came"));
  await expect(read(silent, true)).rejects.toThrow("nothing came");
});

test("through -t the controller's own sensors are asked of it, not of one behind it", async () => {
  const satellite = answering((sensor) => bytes(sensor + 30));
  expect(await read(satellite, true, SATELLITE)).toEqual([null, 37, 38]);
  expect(satellite.count(getSensorReading)).toBe(2);
});
