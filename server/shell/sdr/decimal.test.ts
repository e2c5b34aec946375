import { describe, expect, test } from "vitest";
import { asShort, fixed } from "./decimal";

// What glibc's printf gives.
describe("C's %f", () => {
  test.each([
    [0.125, 2, "0.12"],
    [0.375, 2, "0.38"],
    [2.5, 0, "2"],
    [3.5, 0, "4"],
    [-2.5, 0, "-2"],
    [0.5, 0, "0"],
    [2.675, 2, "2.67"],
    [1.005, 2, "1.00"],
    [13.962, 2, "13.96"],
    [0.0625, 3, "0.062"],
    [0.1875, 3, "0.188"],
    [100, 0, "100"],
    [1e21, 0, "1000000000000000000000"],
    [1e22, 3, "10000000000000000000000.000"],
    [118716009132.16968, 3, "118716009132.170"],
  ])("%d with %i decimals is %s", (value, decimals, text) => {
    expect(fixed(value, decimals)).toBe(text);
  });

  test("has words for what is no number", () => {
    expect(fixed(Number.POSITIVE_INFINITY, 3)).toBe("inf");
    expect(fixed(Number.NEGATIVE_INFINITY, 3)).toBe("-inf");
    expect(fixed(Number.NaN, 3)).toBe("-nan");
    expect(fixed(-0, 0)).toBe("-0");
    expect(fixed(-0.0001, 3)).toBe("-0.000");
  });
});

test("whole numbers within a C int go without decimals", () => {
  expect(asShort(59, 3)).toBe("59");
  expect(asShort(59.5, 2)).toBe("59.50");
  expect(asShort(3_000_000_000, 2)).toBe("3000000000.00");
  expect(asShort(Number.NEGATIVE_INFINITY, 2)).toBe("-inf");
});
