import { expect, test } from "vitest";
import type { Conversion } from "../../ipmi/records/conversion";
import { freeIpmiMistake, roundedByFreeIpmi } from "./freeipmi-reading";

const CUBE_ROOT = 11;

function conversion(linearisation: number): Conversion {
  return {
    format: "unsigned",
    linearisation,
    m: 1,
    b: 0,
    resultExponent: 0,
    bExponent: 0,
    tolerance: 0,
    accuracy: 0,
  };
}

test.each([
  [6.481, 6.48],
  [5.8088, 5.81],
  [0.125, 0.12],
  [-1.6472, -1.64],
  [-27.2, -27.19],
  [-915.1416593531593, -915.14],
  [-1953124.9999999998, -1953124.99],
  [1e20, -9315605757223324000],
])("FreeIPMI shows %f as %f", (value, shown) => {
  expect(roundedByFreeIpmi(value)).toBeCloseTo(shown, 6);
});

test.each([
  ["-15.62", -0.4],
  ["0.12", 2],
  ["-1953124.99", -0.008],
  ["-915.14", -0.10300000000000001],
])("%s for the cube root of %f is its known mistake", (text, linear) => {
  expect(freeIpmiMistake(text, Math.cbrt(linear), linear, conversion(CUBE_ROOT))?.why).toContain("x^-3");
});

test("a number that no known mistake leads to is not explained", () => {
  expect(freeIpmiMistake("-15.63", Math.cbrt(-0.4), -0.4, conversion(CUBE_ROOT))).toBeNull();
  expect(freeIpmiMistake("4.31", 4.3, 4.3, conversion(0))).toBeNull();
});
