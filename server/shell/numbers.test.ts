import { expect, test } from "vitest";
import { parseByte, parseNumber } from "./numbers";

test.each([
  ["0", 0],
  ["255", 255],
  ["0xFf", 255],
  ["010", 8],
  ["256", null],
  ["-1", null],
  ["0x", null],
  ["08", null],
  ["1a", null],
  ["", null],
  ["1 ", null],
])("the byte %j is %j", (word, value) => {
  expect(parseByte(word)).toBe(value);
});

test("signs count where the range allows them", () => {
  expect(parseNumber("-5", -10, 10)).toBe(-5);
});
