import type { IBuffer, ITheme } from "@xterm/xterm";
import { type Run, rowRuns } from "./row-runs";

const FONT_PX = 12;
const LINE_PX = 15;
/** What a row without runs shows. */
const NOTHING = "[]";

/**
 * A terminal's screen as rows of text. Of a row only what changed is touched, and rows that moved up are moved: a tile is a
 * picture, and a whole renderer for each of three dozen would keep a core busy.
 */
export class TileScreen {
  private readonly screen = document.createElement("div");
  private rows: { readonly element: HTMLElement; shows: string }[];

  constructor(
    private readonly holder: HTMLElement,
    columns: number,
    rows: number,
    private theme: ITheme,
  ) {
    const { style } = this.screen;
    style.cssText = `contain:strict;overflow:hidden;white-space:pre;font:${FONT_PX}px/${LINE_PX}px ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace`;
    style.width = `${columns}ch`;
    style.height = `${rows * LINE_PX}px`;
    this.rows = Array.from({ length: rows }, () => {
      const element = document.createElement("div");
      element.style.height = `${LINE_PX}px`;
      return { element, shows: NOTHING };
    });
    this.screen.append(...this.rows.map(({ element }) => element));
    this.setTheme(theme);
    holder.append(this.screen);
    holder.toggleAttribute("data-blank", true);
  }

  /** Takes effect on rows as they are drawn next. */
  setTheme(theme: ITheme): void {
    this.theme = theme;
    this.screen.style.color = String(theme.foreground);
    this.screen.style.background = String(theme.background);
  }

  /** In this browser's font, px; to be scaled to the tile. */
  get size(): { readonly width: number; readonly height: number } {
    return { width: this.screen.offsetWidth, height: this.screen.offsetHeight };
  }

  /** The holder has `data-blank` while there is nothing on the screen. */
  draw(buffer: IBuffer): void {
    const spare = buffer.getNullCell();
    const wanted = this.rows.map((_, at) => {
      const line = buffer.getLine(buffer.baseY + at);
      const runs = line === undefined ? [] : rowRuns(line, spare, this.theme);
      return { runs, shows: JSON.stringify(runs) };
    });
    this.moveUp(linesScrolled(this.rows, wanted));
    for (const [at, { runs, shows }] of wanted.entries()) {
      const row = this.rows[at];
      if (row === undefined || row.shows === shows) continue;
      row.shows = shows;
      row.element.replaceChildren(...runs.map(toNode));
    }
    this.holder.toggleAttribute(
      "data-blank",
      this.rows.every(({ shows }) => shows === NOTHING),
    );
  }

  remove(): void {
    this.screen.remove();
  }

  /** The first rows become the last, to be written anew. */
  private moveUp(lines: number): void {
    if (lines === 0) return;
    const [gone, left] = [this.rows.slice(0, lines), this.rows.slice(lines)];
    this.screen.append(...gone.map(({ element }) => element));
    this.rows = [...left, ...gone];
  }
}

type Shown = { readonly shows: string };

/** By how many lines the screen went up since; 0 when it did not, or nothing is left of it. */
export function linesScrolled(before: readonly Shown[], after: readonly Shown[]): number {
  const first = after[0]?.shows;
  for (let lines = 0; lines < before.length - 1; lines++) {
    if (before[lines]?.shows === first && before[lines + 1]?.shows === after[1]?.shows) return lines;
  }
  return 0;
}

function toNode({ text, columns, style, odd }: Run): Node {
  if (style === "" && !odd) return document.createTextNode(text);
  const element = document.createElement("span");
  element.style.cssText = odd
    ? `display:inline-block;overflow:hidden;vertical-align:top;height:${LINE_PX}px;width:${columns}ch;${style}`
    : style;
  element.textContent = text;
  return element;
}
