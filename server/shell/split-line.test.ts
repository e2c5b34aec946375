import { expect, test } from "vitest";
import { splitLine } from "./split-line";

test.each([
  ["sel elist last 5", ["sel", "elist", "last", "5"]],
  ["  sel\tlist  ", ["sel", "list"]],
  [`user set name 2 "two words"`, ["user", "set", "name", "2", "two words"]],
  [`user set password 2 'a"b'`, ["user", "set", "password", "2", 'a"b']],
  [`user set name 3 ""`, ["user", "set", "name", "3", ""]],
  [`lan set 1 snmp pub"lic"`, ["lan", "set", "1", "snmp", "public"]],
  ["", []],
])("%s", (line, words) => {
  expect(splitLine(line)).toEqual(words);
});

test("an open quote is told", () => {
  expect(() => splitLine(`user set name 2 "two`)).toThrow("A quote is open");
});
