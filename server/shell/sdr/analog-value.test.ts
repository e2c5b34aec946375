import { describe, expect, test } from "vitest";
import type { Conversion } from "@/server/ipmi/records/conversion";
import { analogTolerance, analogValue, rawCount } from "./analog-value";

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

describe("raw counts", () => {
  test("are the nearest, halves up", () => {
    expect(rawCount(59.4, linear)).toBe(59);
    expect(rawCount(59.5, linear)).toBe(60);
    expect(rawCount(1.95, { ...linear, m: 2, resultExponent: -2 })).toBe(98);
  });

  test("of a sensor without slope is 0", () => {
    expect(rawCount(5, { ...linear, m: 0 })).toBe(0);
  });
});
