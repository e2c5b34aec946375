import { describe, expect, test } from "vitest";
import { terminalTheme } from "@/components/console/terminal-theme";
import { contrast, cssColour, dimmed, readable } from "./cell-colours";

const theme = terminalTheme("dark");
const palette = (index: number) => cssColour({ kind: "palette", index }, theme, "#123456");

describe("the colour of a cell", () => {
  test.each([
    [1, String(theme.red)],
    [15, String(theme.brightWhite)],
    [16, "#000000"],
    [21, "#0000ff"],
    [196, "#ff0000"],
    [208, "#ff8700"],
    [231, "#ffffff"],
    [232, "#080808"],
    [255, "#eeeeee"],
  ])("%d of the palette is %s, as in xterm", (index, css) => {
    expect(palette(index)).toBe(css);
  });

  test("may be the terminal's own, or any", () => {
    expect(cssColour({ kind: "default" }, theme, "#123456")).toBe("#123456");
    expect(cssColour({ kind: "rgb", rgb: 0x00_0a_ff }, theme, "#123456")).toBe("#000aff");
  });
});

describe("text that could not be read on its ground", () => {
  test("is black or white", () => {
    expect(readable("#0000aa", "#0000ff")).toBe("#ffffff");
    expect(readable("#ffffff", "#ffff00")).toBe("#000000");
    expect(readable("#ffffff", "#0000aa")).toBe("#ffffff");
  });

  test("never stays, whatever firmware puts on whatever in either theme", () => {
    for (const scheme of ["dark", "light"] as const) {
      const colours = Array.from({ length: 256 }, (_, index) =>
        cssColour({ kind: "palette", index }, terminalTheme(scheme), ""),
      );
      for (const ground of colours)
        expect(colours.every((text) => contrast(readable(text, ground), ground) >= 4.5)).toBe(true);
    }
  });

  test("contrast is WCAG's", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

test("dim text is nearer to its ground", () => {
  expect(dimmed("#ffffff", "#000000")).toBe("#999999");
});
