import { describe, expect, test } from "vitest";
import type { Conversion } from "@/server/ipmi/records/conversion";
import { analogTolerance, analogValue, rawByte } from "./analog-value";

const linear: Conversion = {
  format: "unsigned",
  linearisation: 0,
  m: 1,
  b: 0,
  resultExponent: 0,
  bExponent: 0,
  tolerance: 0,
  accuracy: 0,
};

describe("readings", () => {
  test("are unrounded", () => {
    expect(analogValue(0xb3, { ...linear, m: 78, resultExponent: -3 })).toBe(78 * 0xb3 * 0.001);
  });

  test("signed formats take the byte as C does: F5h is −10 in one's, −11 in two's complement", () => {
    expect(analogValue(0xf5, { ...linear, format: "ones-complement" })).toBe(-10);
    expect(analogValue(0xf5, { ...linear, format: "twos-complement" })).toBe(-11);
  });

  test("curves may end in infinity or nowhere", () => {
    expect(analogValue(0, { ...linear, linearisation: 1 })).toBe(Number.NEGATIVE_INFINITY);
    expect(analogValue(0, { ...linear, linearisation: 1, b: -1 })).toBeNaN();
    expect(analogValue(81, { ...linear, linearisation: 10 })).toBe(9);
  });

  test("tolerance counts in halves and keeps the sign of a negative M", () => {
    expect(analogTolerance(3, linear)).toBe(1.5);
    expect(Object.is(analogTolerance(0, { ...linear, m: -5 }), -0)).toBe(true);
  });
});

describe("raw bytes of values", () => {
  test("are the nearest, halves up", () => {
    expect(rawByte(59.4, linear)).toBe(59);
    expect(rawByte(59.5, linear)).toBe(60);
    expect(rawByte(1.95, { ...linear, m: 2, resultExponent: -2 })).toBe(98);
  });

  test("of curves go back along the curve", () => {
    for (let linearisation = 0; linearisation < 12; linearisation++) {
      const curve = { ...linear, linearisation };
      expect(rawByte(analogValue(5, curve), curve)).toBe(5);
    }
  });

  test("of signed sensors are written as they are read", () => {
    for (const format of ["ones-complement", "twos-complement"] as const) {
      expect(analogValue(rawByte(-10, { ...linear, format }) ?? 0, { ...linear, format })).toBe(-10);
    }
  });

  test("are none where the sensor cannot express the value", () => {
    expect(rawByte(-1, linear)).toBeNull();
    expect(rawByte(256, linear)).toBeNull();
    expect(rawByte(128, { ...linear, format: "twos-complement" })).toBeNull();
    expect(rawByte(5, { ...linear, m: 0 })).toBeNull();
    expect(rawByte(-1, { ...linear, linearisation: 8 })).toBeNull();
    expect(rawByte(5, { ...linear, linearisation: 0x70 })).toBeNull();
  });
});
