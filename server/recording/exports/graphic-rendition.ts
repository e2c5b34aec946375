/** xterm's own first sixteen colours. */
const NAMED = [
  "#2e3436",
  "#cc0000",
  "#4e9a06",
  "#c4a000",
  "#3465a4",
  "#75507b",
  "#06989a",
  "#d3d7cf",
  "#555753",
  "#ef2929",
  "#8ae234",
  "#fce94f",
  "#729fcf",
  "#ad7fa8",
  "#34e2e2",
  "#eeeeec",
];
/** A host may print sixteen million colours; beyond these the plain look is used. */
const MAX_STYLES = 4096;
const BACKGROUND = "#000000";
const FOREGROUND = "#d3d7cf";

interface Look {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
  readonly foreground: string | null;
  readonly background: string | null;
}

const plain: Look = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
  foreground: null,
  background: null,
};

const switches: Readonly<Record<number, Partial<Look>>> = {
  0: plain,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { foreground: null },
  49: { background: null },
};

/** Select Graphic Rendition (ECMA-48 §8.3.117) as CSS. Every look has one character, by which runs of text are told apart. */
export class GraphicRendition {
  private look = plain;
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly styles = [""];

  /** The look after `CSI parameters m`. Private sequences (`CSI > … m`) change nothing. */
  apply(parameters: string): string {
    if (/^[\d;:]*$/.test(parameters)) this.change(parameters.split(/[;:]/).map(Number));
    const css = cssOf(this.look);
    let number = this.numbers.get(css);
    if (number === undefined && this.styles.length < MAX_STYLES) {
      number = this.styles.length;
      this.numbers.set(css, number);
      this.styles.push(css);
    }
    return String.fromCharCode(number ?? 0);
  }

  /** CSS declarations of a look: made of our own words and numbers only; empty for the plain one. */
  css(style: string): string {
    return this.styles[style.charCodeAt(0)] ?? "";
  }

  private change(codes: readonly number[]): void {
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] ?? 0;
      if (code === 38 || code === 48) {
        const [colour, length] = extended(codes.slice(i + 1));
        if (colour !== null) {
          this.look = { ...this.look, [code === 38 ? "foreground" : "background"]: colour };
        }
        i += length;
      } else this.look = { ...this.look, ...(switches[code] ?? named(code)) };
    }
  }
}

function named(code: number): Partial<Look> {
  if (code >= 30 && code <= 37) return { foreground: NAMED[code - 30] ?? null };
  if (code >= 40 && code <= 47) return { background: NAMED[code - 40] ?? null };
  if (code >= 90 && code <= 97) return { foreground: NAMED[code - 82] ?? null };
  if (code >= 100 && code <= 107) return { background: NAMED[code - 92] ?? null };
  return {};
}

/** `5;n` or `2;r;g;b` after 38 or 48: the colour, null when it is none, and how many numbers it took. */
function extended([kind, ...values]: readonly number[]): [string | null, number] {
  if (kind === 5) return [indexed(values[0] ?? -1), 2];
  if (kind === 2) return [rgb(values.slice(0, 3)), 4];
  return [null, 1];
}

/** xterm's 256 colours: 16 named, a cube of 6, 24 greys. */
function indexed(number: number): string | null {
  if (number < 16) return NAMED[number] ?? null;
  if (number > 255) return null;
  if (number >= 232) return rgb(Array(3).fill(8 + (number - 232) * 10));
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = number - 16;
  return rgb([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function rgb(values: readonly number[]): string | null {
  if (values.length !== 3 || values.some((value) => !Number.isInteger(value) || value > 255)) return null;
  return `#${values.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function cssOf(look: Look): string {
  const [front, back] = look.inverse
    ? [look.background ?? BACKGROUND, look.foreground ?? FOREGROUND]
    : [look.foreground, look.background];
  const lines = [look.underline && "underline", look.strike && "line-through"].filter(Boolean).join(" ");
  return [
    front && `color:${front}`,
    back && `background:${back}`,
    look.bold && "font-weight:bold",
    look.dim && "opacity:.6",
    look.italic && "font-style:italic",
    lines && `text-decoration:${lines}`,
  ]
    .filter(Boolean)
    .join(";");
}
