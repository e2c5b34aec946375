import { expect, it } from "vitest";
import { pieces } from "./find-in-lines";

const told = (line: string, ranges: [number, number][]) =>
  pieces(line, ranges).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text));

it("tells matches from the rest and loses no character", () => {
  expect(
    told("a EDAC b EDAC", [
      [2, 6],
      [9, 13],
    ]),
  ).toEqual(["a ", "[EDAC]", " b ", "[EDAC]"]);
  expect(told("EDAC", [[0, 4]])).toEqual(["[EDAC]"]);
  expect(told("none", [])).toEqual(["none"]);
  expect(told("", [])).toEqual([]);
});

it("leaves out ranges that make no sense", () => {
  expect(
    told("abcdef", [
      [0, 0],
      [1, 3],
      [2, 5],
      [4, 99],
    ]),
  ).toEqual(["a", "[bc]", "def"]);
});
