import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Conversion, convert } from "./conversion";

const plain: Conversion = {
  format: "unsigned",
  linearisation: 0,
  m: 1,
  b: 0,
  resultExponent: 0,
  bExponent: 0,
  tolerance: 0,
  accuracy: 0,
};

test.each([
  ["unsigned", 0xf5, 245],
  ["ones-complement", 0xf5, -10],
  ["ones-complement", 0xff, 0],
  ["ones-complement", 0x7f, 127],
  ["twos-complement", 0xf6, -10],
  ["twos-complement", 0x80, -128],
] as const)("%s %i is %i", (format, raw, value) => {
  expect(convert(raw, { ...plain, format })).toBe(value);
});

test("factors and exponents: y = (M·x + B·10^k1)·10^k2, without binary noise", () => {
  expect(convert(0x9c, { ...plain, m: -5, b: 500, resultExponent: -2, bExponent: 1 })).toBe(42.2);
  expect(convert(0xb3, { ...plain, m: 78, resultExponent: -3 })).toBe(13.962);
  expect(convert(82, { ...plain, resultExponent: -2, bExponent: -3 })).toBe(0.82);
  expect(convert(185, { ...plain, b: -67, bExponent: 3 })).toBe(-66_815);
});

describe("linearisations", () => {
  // Values as ipmitool 1.8.19 prints them for the same factors; the cube root is right there and wrong in FreeIPMI.
  test.each<[string, number, Partial<Conversion>, number]>([
    ["ln", 20, { linearisation: 1 }, 2.996],
    ["log10", 100, { linearisation: 2 }, 2],
    ["log2", 64, { linearisation: 3 }, 6],
    ["e^x", 40, { linearisation: 4, resultExponent: -1 }, 54.598],
    ["10^x", 20, { linearisation: 5, resultExponent: -1 }, 100],
    ["2^x", 69, { linearisation: 6, m: 5, resultExponent: -2 }, 10.928],
    ["1/x", 50, { linearisation: 7 }, 0.02],
    ["square", 110, { linearisation: 8, b: 2, resultExponent: -1 }, 125.44],
    ["cube", 9, { linearisation: 9 }, 729],
    ["square root", 81, { linearisation: 10 }, 9],
    ["cube root", 195, { linearisation: 11, b: 1 }, 5.809],
  ])("%s", (_, raw, factors, value) => {
    expect(convert(raw, { ...plain, ...factors })).toBeCloseTo(value, 3);
  });

  test("the cube root of a negative value is negative", () => {
    expect(convert(0xc0, { ...plain, format: "twos-complement", linearisation: 11 })).toBe(-4);
  });
});

test("what has no value is null: no analog reading, non-linear, logarithm of zero, division by zero", () => {
  expect(convert(1, { ...plain, format: null })).toBeNull();
  expect(convert(1, { ...plain, linearisation: 0x70 })).toBeNull();
  expect(convert(1, { ...plain, linearisation: 12 })).toBeNull();
  expect(convert(0, { ...plain, linearisation: 1 })).toBeNull();
  expect(convert(0, { ...plain, linearisation: 7 })).toBeNull();
});

test("every raw value under every factor is a finite number or null, never −0", () => {
  const conversion = fc.record({
    format: fc.constantFrom("unsigned" as const, "ones-complement" as const, "twos-complement" as const),
    linearisation: fc.integer({ min: 0, max: 127 }),
    m: fc.integer({ min: -512, max: 511 }),
    b: fc.integer({ min: -512, max: 511 }),
    resultExponent: fc.integer({ min: -8, max: 7 }),
    bExponent: fc.integer({ min: -8, max: 7 }),
    tolerance: fc.constant(0),
    accuracy: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), conversion, (raw, factors) => {
      const value = convert(raw, factors);
      expect(value === null || Number.isFinite(value)).toBe(true);
      expect(Object.is(value, -0)).toBe(false);
    }),
  );
});
