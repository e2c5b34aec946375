import { describe, expect, test } from "vitest";
import { linesScrolled } from "./tile-screen";

const screen = (...rows: string[]) => rows.map((shows) => ({ shows }));

describe("how far a screen went up", () => {
  test.each([
    ["not at all", screen("a", "b", "c", "d"), screen("a", "b", "c", "D"), 0],
    ["by two lines", screen("a", "b", "c", "d"), screen("c", "d", "e", "f"), 2],
    ["out of sight", screen("a", "b", "c", "d"), screen("e", "f", "g", "h"), 0],
    ["below a line that comes again", screen("-", "a", "-", "b"), screen("-", "b", "-", "c"), 2],
  ])("%s", (_, before, after, lines) => {
    expect(linesScrolled(before, after)).toBe(lines);
  });
});
