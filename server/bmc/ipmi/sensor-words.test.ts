import { expect, test } from "vitest";
import { roundReading, sensorGroup } from "./sensor-words";

test("a reading has no more digits than a sensor can mean", () => {
  expect(roundReading(4.900000000001)).toBe(4.9);
  expect(roundReading(0.1 + 0.2)).toBe(0.3);
});

test.each([
  ["Power Supply", "°C", "temperature"],
  ["Power Supply", "", "power-supply"],
  ["Other Units-based Sensor", "W", "power"],
  ["Fan", "RPM", "fan"],
  ["Fan", "", "fan"],
  ["Critical Interrupt", "", "other"],
])("%s in %s belongs to %s", (type, unit, group) => {
  expect(sensorGroup(type, unit)).toBe(group);
});
