import { expect, test } from "vitest";
import { boardTable } from "./board-table";

test("entries are behind bars or on lines of their own, names have spaces and slashes", () => {
  const boards = boardTable(`
  0001 A/B(+) | 0a2f Two words
  ffff Last
`);
  expect([1, 0x0a2f, 0xffff].map((id) => boards.name(id))).toEqual(["A/B(+)", "Two words", "Last"]);
});

test("what is not in the table has no name", () => {
  expect([0, 2, 0x10001, -1, Number.NaN].map((id) => boardTable("0001 A").name(id))).toEqual(
    new Array(5).fill(null),
  );
});
