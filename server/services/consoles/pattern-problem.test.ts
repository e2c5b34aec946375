import { expect, test } from "vitest";
import { builtInRules } from "./built-in-rules";
import { patternProblem } from "./pattern-problem";

test.each([
  ["(", "is not one"],
  ["a*", "empty line"],
  ["(a+)+$", "repeats a group"],
  ["((ab)*c)*x", "repeats a group"],
  ["(x|y+){3,}z", "repeats a group"],
  ["(?=panic)p", "looks around"],
  ["(panic).*\\1", "looks around"],
  ["(x{1,90}y{1,90}){40}", "repeats too often"],
])("%j cannot be used", (pattern, why) => {
  expect(patternProblem(pattern)).toContain(why);
});

test.each([
  "Kernel panic",
  "EDAC .*CE",
  "[(+)+]+x",
  "(a{1,3})+b",
  "(a|aa)+b",
  "\\(a+\\)+",
  "\\d{1,3}(\\.\\d{1,3}){3}",
  "[{}]{2,}x",
  "a{,3}b",
  "(fan|psu) \\d+ failed",
])("%j can", (pattern) => {
  expect(patternProblem(pattern)).toBeNull();
});

test.each(builtInRules.map(({ id, pattern }) => [id, pattern]))("our own %s can", (_, pattern) => {
  expect(patternProblem(pattern)).toBeNull();
});
