import type { IBufferCell, IBufferLine, ITheme } from "@xterm/xterm";
import { type CellColour, cssColour, dimmed, readable } from "./cell-colours";

/** Neighbouring cells that look the same. */
export interface Run {
  readonly text: string;
  /** How many columns it takes. */
  readonly columns: number;
  /** Its declarations; empty for text as the terminal shows it by itself. */
  readonly style: string;
  /** Signs that a font may draw wider or narrower than their columns: the run is held to its width. */
  readonly odd: boolean;
}

const PLAIN = "";

type Cell = Pick<
  IBufferCell,
  | "getChars"
  | "getWidth"
  | "getFgColor"
  | "getBgColor"
  | "isFgDefault"
  | "isBgDefault"
  | "isFgRGB"
  | "isBgRGB"
  | "isBold"
  | "isItalic"
  | "isDim"
  | "isUnderline"
  | "isStrikethrough"
  | "isInverse"
  | "isInvisible"
  | "isAttributeDefault"
>;

/** What a line of the screen shows, from left to right; spaces at its end that nobody sees are left out. */
export function rowRuns(line: IBufferLine, spare: IBufferCell, theme: ITheme): Run[] {
  const runs: Run[] = [];
  let now = { text: "", columns: 0, style: PLAIN, odd: false };
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column, spare);
    const width = cell?.getWidth() ?? 0;
    // The second half of a wide sign was taken with the first.
    if (cell === undefined || width === 0) continue;
    const text = cell.isInvisible() ? " ".repeat(width) : cell.getChars() || " ";
    const style = cell.isAttributeDefault() ? PLAIN : cellStyle(cell, theme);
    const odd = width > 1 || !isAscii(text);
    if (now.columns > 0 && (style !== now.style || odd !== now.odd)) {
      runs.push(now);
      now = { text: "", columns: 0, style, odd };
    }
    now = { text: now.text + text, columns: now.columns + width, style, odd };
  }
  const end = now.style === PLAIN ? now.text.trimEnd() : now.text;
  return end === "" ? runs : [...runs, { ...now, text: end }];
}

const isAscii = (text: string): boolean => text.length === 1 && text.charCodeAt(0) < 0x80;

function cellStyle(cell: Cell, theme: ITheme): string {
  const own = String(theme.foreground);
  const ground = String(theme.background);
  const ink: CellColour = cell.isFgDefault()
    ? { kind: "default" }
    : cell.isFgRGB()
      ? { kind: "rgb", rgb: cell.getFgColor() }
      : // Bold text in one of the first eight colours is bright: firmware draws so.
        { kind: "palette", index: cell.getFgColor() + (cell.isBold() && cell.getFgColor() < 8 ? 8 : 0) };
  const paper: CellColour = cell.isBgDefault()
    ? { kind: "default" }
    : cell.isBgRGB()
      ? { kind: "rgb", rgb: cell.getBgColor() }
      : { kind: "palette", index: cell.getBgColor() };
  const colours = [cssColour(ink, theme, own), cssColour(paper, theme, ground)] as const;
  const [text, behind] = cell.isInverse() ? [colours[1], colours[0]] : colours;
  const shown = readable(cell.isDim() ? dimmed(text, behind) : text, behind);
  const lines = [cell.isUnderline() && "underline", cell.isStrikethrough() && "line-through"].filter(Boolean);
  return [
    shown !== own && `color:${shown}`,
    behind !== ground && `background:${behind}`,
    cell.isBold() && "font-weight:bold",
    cell.isItalic() && "font-style:italic",
    lines.length > 0 && `text-decoration:${lines.join(" ")}`,
  ]
    .filter(Boolean)
    .join(";");
}
