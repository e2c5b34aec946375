import { expect, test } from "vitest";
import type { Sensor } from "@/lib/contracts/sensor";
import { SensorHistory } from "./sensor-history";

const reading = (id: string, value: number | null) => ({ id, value }) as Sensor;

test("values come back in order with their times, as they were read", () => {
  const history = new SensorHistory(240);
  history.add([reading("cpu", 45.25), reading("12v", 11.83)], 1_763_000_000_123);
  history.add([reading("cpu", 46), reading("12v", 11.9)], 1_763_000_030_456);
  expect(history.all).toEqual({
    cpu: [
      [1_763_000_000_123, 45.25],
      [1_763_000_030_456, 46],
    ],
    "12v": [
      [1_763_000_000_123, 11.83],
      [1_763_000_030_456, 11.9],
    ],
  });
});

test("rounds without a value leave a hole, not a zero", () => {
  const history = new SensorHistory(240);
  for (const [at, value] of [10, null, 30].entries()) history.add([reading("fan", value)], at);
  expect(history.all.fan).toEqual([
    [0, 10],
    [2, 30],
  ]);
});

test("the newest 240 are kept, however long it runs", () => {
  const history = new SensorHistory(240);
  for (let at = 0; at < 1000; at++) history.add([reading("fan", at)], at);
  expect(history.all.fan).toHaveLength(240);
  expect(history.all.fan?.[0]).toEqual([760, 760]);
  expect(history.all.fan?.at(-1)).toEqual([999, 999]);
});

test("a sensor that is new has values from then on, one that is gone is forgotten", () => {
  const history = new SensorHistory(240);
  for (let at = 0; at < 20; at++) history.add([reading("old", at)], at);
  history.add([reading("new", 5)], 20);
  expect(history.all).toEqual({ new: [[20, 5]] });
});
