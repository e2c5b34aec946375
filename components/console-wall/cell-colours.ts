import type { ITheme } from "@xterm/xterm";

/** A colour of a cell: the terminal's own, one of the palette's 256, or 24 bits of red, green and blue. */
export type CellColour =
  | { kind: "default" }
  | { kind: "palette"; index: number }
  | { kind: "rgb"; rgb: number };

/** WCAG 2.2 §1.4.3 */
const READABLE = 4.5;
const DIMMED = 0.6;

const ansi = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
  "brightBlack",
  "brightRed",
  "brightGreen",
  "brightYellow",
  "brightBlue",
  "brightMagenta",
  "brightCyan",
  "brightWhite",
] as const satisfies readonly (keyof ITheme)[];

/** The levels of the palette's cube of 6 × 6 × 6 colours, as xterm has them. */
const cube = [0, 95, 135, 175, 215, 255];
const FIRST_OF_CUBE = 16;
const FIRST_GREY = 232;

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, "0")}`;

function paletteColour(index: number, theme: ITheme): string {
  const name = ansi[index];
  if (name !== undefined) return String(theme[name]);
  if (index >= FIRST_GREY) return hex((8 + (index - FIRST_GREY) * 10) * 0x010101);
  const place = index - FIRST_OF_CUBE;
  const level = (digit: number) => cube[Math.floor(place / digit) % 6] ?? 0;
  return hex((level(36) << 16) | (level(6) << 8) | level(1));
}

export function cssColour(colour: CellColour, theme: ITheme, otherwise: string): string {
  if (colour.kind === "default") return otherwise;
  return colour.kind === "rgb" ? hex(colour.rgb) : paletteColour(colour.index, theme);
}

const channels = (css: string): number[] => [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16));

/** WCAG 2.2's relative luminance of `#rrggbb`. */
function luminance(css: string): number {
  const [red = 0, green = 0, blue = 0] = channels(css).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** `text` where it can be read on `ground`; else black or white, whichever can. */
export function readable(text: string, ground: string): string {
  if (contrast(text, ground) >= READABLE) return text;
  return contrast("#000000", ground) > contrast("#ffffff", ground) ? "#000000" : "#ffffff";
}

/** A colour between the two, nearer to `text`. */
export function dimmed(text: string, ground: string): string {
  const behind = channels(ground);
  const mixed = channels(text).map((value, at) =>
    Math.round(value * DIMMED + (behind[at] ?? 0) * (1 - DIMMED)),
  );
  return hex(mixed.reduce((all, value) => all * 256 + value, 0));
}
