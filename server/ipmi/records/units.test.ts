import { expect, test } from "vitest";
import { quantityText } from "./quantity";
import { decodeUnits, unitText } from "./units";

test("units in the specification's order (IPMI 2.0 table 43-15)", () => {
  const text = (base: number) => unitText(decodeUnits(0, base, 0));
  expect([1, 4, 5, 6, 18, 19].map(text)).toEqual(["°C", "V", "A", "W", "RPM", "Hz"]);
  expect([14, 17, 22, 43, 54, 60, 66, 70, 88, 92].map(text)).toEqual([
    "kPa",
    "CFM",
    "s",
    "g",
    "Ω",
    "dB",
    "bit",
    "B",
    "errors",
    "grams",
  ]);
  expect([0, 59, 93, 255].map(text)).toEqual(["", "", "", ""]);
});

test("percentage, modifiers and rates", () => {
  expect(unitText(decodeUnits(0x01, 0, 0))).toBe("%");
  expect(unitText(decodeUnits(0x02, 6, 28))).toBe("W/in");
  expect(unitText(decodeUnits(0x04, 6, 24))).toBe("W·h");
  expect(unitText(decodeUnits(0x20, 85, 0))).toBe("packets/min");
  expect(unitText(decodeUnits(0x02, 6, 0))).toBe("W");
});

test("a value is written to its sensor's resolution", () => {
  const factors = { format: "unsigned", b: 0, bExponent: 0, tolerance: 0, accuracy: 0 } as const;
  const volts = decodeUnits(0, 4, 0);
  const step = (m: number, resultExponent: number, linearisation = 0) => ({
    units: volts,
    conversion: { ...factors, m, resultExponent, linearisation },
  });
  expect(quantityText(4.9, step(24, -3))).toBe("4.90 V");
  expect(quantityText(11.83, step(7, -2))).toBe("11.83 V");
  expect(quantityText(7290, step(90, 0))).toBe("7290 V");
  expect(quantityText(0.0001, step(1, -6))).toBe("0.000 V");
  expect(quantityText(54.598, step(1, -1, 4))).toBe("54.6 V");
  expect(quantityText(3, { units: decodeUnits(0, 0, 0), conversion: null })).toBe("3");
});
