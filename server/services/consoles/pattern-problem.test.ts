import { expect, test } from "vitest";
import { builtInRules } from "./built-in-rules";
import { patternProblem } from "./pattern-problem";

test.each([
  ["(", "is not one"],
  ["a*", "empty line"],
  ["(a+)+$", "repeats a group"],
  ["((ab)*c)*x", "repeats a group"],
  ["(x|y+){3,}z", "repeats a group"],
  ["(a{1,3})+b", "takes too long"],
  ["(a|aa)+b", "takes too long"],
])("%j cannot be used", (pattern, why) => {
  expect(patternProblem(pattern)).toContain(why);
});

test.each(["Kernel panic", "EDAC .*CE", "[(+)+]+x", "\\(a+\\)+", "(fan|psu) \\d+ failed"])(
  "%j can",
  (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  },
);

test.each(builtInRules.map(({ id, pattern }) => [id, pattern]))("our own %s can", (_, pattern) => {
  expect(patternProblem(pattern)).toBeNull();
});
