import { describe, expect, it } from "vitest";
import { pageOf, restOfSequence, timeAt } from "./output-page";

const ascii = (text: string) => new TextEncoder().encode(text);

describe("a page of the recording", () => {
  it("holds the very bytes, and ends where they end", () => {
    const page = pageOf({ from: 7, until: 99, data: btoa("\x00\xff\x1b"), times: [], marks: [] });
    expect([...page.bytes]).toEqual([0, 255, 27]);
    expect(page.until).toBe(10);
  });

  it("says when a byte came: with the last time point at or before it", () => {
    const page = { from: 0, until: 30, bytes: new Uint8Array(30), marks: [] };
    const pages = [
      { ...page, times: [[5, 1000] as const, [10, 2000] as const] },
      { ...page, times: [[30, 9000] as const] },
    ];
    expect(timeAt(pages, 4)).toBeNull();
    expect(timeAt(pages, 9)).toBe(1000);
    expect(timeAt(pages, 10)).toBe(2000);
    expect(timeAt(pages, 500)).toBe(9000);
  });
});

describe("what is cut in two at the beginning", () => {
  it.each([
    ["31mred\nnext", 7],
    ["1mred\x1b[0m", 5],
    ["\nwhole", 1],
    ["\x1b[0m", 0],
    ["a".repeat(4096), 0],
  ])("%j: leaves out what cannot be told", (text, rest) => {
    expect(restOfSequence(ascii(text))).toBe(rest);
  });
});
