import { expect, test } from "vitest";
import { readCommandLine } from "./command-line";

test.each([
  [[], null],
  [["--demo"], 24],
  [["--demo", "3"], 3],
] as const)("%j begins with %s simulated hosts", (args, demoHosts) => {
  expect(readCommandLine(args)).toEqual({ demoHosts });
});

test.each([
  [["--demo", "0"]],
  [["--demo", "many"]],
  [["--demo", "1001"]],
  [["5"]],
  [["--dmo"]],
  [["--demo", "1", "2"]],
])("%j is refused, and it is said what there is", (args) => {
  expect(() => readCommandLine(args)).toThrow(/--demo/);
});
