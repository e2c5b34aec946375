import { expect, test } from "vitest";
import { readingText, roundReading, sensorGroup } from "./sensor-words";

test.each([
  [59, "°C", "59 °C"],
  [7290, "RPM", "7290 RPM"],
  [4.9, "V", "4.90 V"],
  [11.83, "V", "11.83 V"],
  [0.92, "V", "0.92 V"],
  [-12.5, "V", "-12.50 V"],
  [0.0042, "A", "0.0042 A"],
  [3, "", "3"],
])("%d %s reads %s", (value, unit, text) => {
  expect(readingText(value, unit)).toBe(text);
});

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
