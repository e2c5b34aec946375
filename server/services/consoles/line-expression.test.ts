import fc from "fast-check";
import { expect, test } from "vitest";
import { lineExpression, unboundedBecause } from "./line-expression";

test.each([
  "a{2}b",
  "a{2,}b",
  "a{0,3}b",
  "(ab){2}c",
  "([ab]{1,2}c){2,3}",
  "\\d{1,3}(\\.\\d{1,3}){3}",
  "\\x61{2}\\u0062{1,2}",
  "[}{]{2}",
  "a{,2}b",
  "(?:a|b){2}?c",
  "(?<n>a){2}b",
])("%s finds what it says, counts written out or not", (pattern) => {
  const text = fc
    .array(fc.constantFrom(..."abc0123.{},"), { maxLength: 12 })
    .map((letters) => letters.join(""));
  fc.assert(
    fc.property(text, (line) => {
      expect(line.search(lineExpression(pattern))).toBe(line.search(new RegExp(pattern)));
    }),
    { numRuns: 500 },
  );
  expect(unboundedBecause(pattern)).toBeNull();
});

test.each([
  ["(?=a)b", "looks around or back"],
  ["(a)\\1", "looks around or back"],
  ["(a{99}b){99}", "repeats too often"],
  ["a{1000000}", "repeats too often"],
])("%s is not bounded", (pattern, why) => {
  expect(unboundedBecause(pattern)).toContain(why);
  expect(lineExpression(pattern)).toBeInstanceOf(RegExp);
});

test("what is no expression is told as such", () => {
  expect(() => lineExpression("(")).toThrow(SyntaxError);
});
