import { FitAddon } from "@xterm/addon-fit";
import { type IMarker, type ITheme, Terminal } from "@xterm/xterm";
import { type CharsetChoice, CharsetDecoder } from "@/components/console/charset";
import type { ScreenMode } from "@/components/console/host-terminal";
import { silenceReplies } from "@/components/console/silence-replies";
import { type OutputPage, restOfSequence } from "./output-page";

/** Room for the lines of all pages held at once. */
const SCROLLBACK_LINES = 60_000;
/** Lines are found again by their offset to within so many bytes. */
const ANCHOR_BYTES = 2048;
const COLUMNS = 80;
const ROWS = 25;
/** Puts the place looked for a third down the screen: what came before is seen, too. */
const ABOVE = 1 / 3;
/** CAN ends whatever sequence was begun, RIS does the rest. */
const RESET = "\x18\x1bc";
const NOTHING = new Uint8Array(0);
const PLACE_COLOUR = "#e8bf6a";

export interface HistoryTerminalOptions {
  readonly fontSize: number;
  readonly mode: ScreenMode;
  readonly charset: CharsetChoice;
  readonly theme: ITheme;
  readonly label: string;
  /** The lines in view changed, by the person or by new output. */
  readonly onView: () => void;
  /** The person wants to go on past the first line, or the last. */
  readonly onReach: (direction: "up" | "down") => void;
}

/** A line of the terminal and the offset of the byte before which it was reached. */
interface Anchor {
  readonly offset: number;
  readonly marker: IMarker;
}

/** Recorded output to be read or watched: takes no keys for the host, answers nothing, and knows which byte is on which line. */
export class HistoryTerminal {
  private readonly terminal: Terminal;
  private readonly fitting = new FitAddon();
  private decoder: CharsetDecoder;
  private anchors: Anchor[] = [];
  /** Nothing is written since it was emptied. */
  private fresh = true;
  private frame: number | null = null;
  constructor(
    element: HTMLElement,
    private readonly options: HistoryTerminalOptions,
  ) {
    this.decoder = new CharsetDecoder(options.charset);
    this.terminal = new Terminal({
      cols: COLUMNS,
      rows: ROWS,
      fontSize: options.fontSize,
      theme: options.theme,
      fontFamily:
        'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: 4.5,
      // The line looked for is a decoration, a proposed API.
      allowProposedApi: true,
      altClickMovesCursor: false,
      cursorInactiveStyle: "none",
      disableStdin: true,
      rightClickSelectsWord: false,
      // What a host clears from its screen is history, too.
      scrollOnEraseInDisplay: true,
    });
    silenceReplies(this.terminal, { mayReply: () => false, reply: () => {}, now: () => 0 });
    this.terminal.loadAddon(this.fitting);
    this.terminal.attachCustomKeyEventHandler((event) => this.onKey(event));
    this.terminal.attachCustomWheelEventHandler(({ deltaY }) => {
      this.reach(deltaY < 0 ? "up" : "down");
      return true;
    });
    this.terminal.onScroll(() => this.viewed());
    this.terminal.open(element);
    this.terminal.textarea?.setAttribute("aria-label", options.label);
    this.resize();
  }

  /** Shows these pages from scratch with `place` in view: their end without one. */
  async show(pages: readonly OutputPage[], place: number | null): Promise<void> {
    this.clear();
    const { anchors } = this;
    await this.append(pages, place);
    if (anchors !== this.anchors) return;
    if (place === null) this.terminal.scrollToBottom();
    else this.scrollTo(place);
    this.viewed();
  }

  /** Goes on after what is shown. */
  async append(pages: readonly OutputPage[], place: number | null = null): Promise<void> {
    let skip = this.fresh && (pages[0]?.from ?? 0) > 0 ? restOfSequence(pages[0]?.bytes ?? NOTHING) : 0;
    for (const page of pages) {
      this.writePage(page, skip, place);
      skip = 0;
      this.fresh = false;
    }
    await new Promise<void>((resolve) => this.terminal.write("", resolve));
    this.viewed();
  }

  /** Empties it, after all that was written before: a reset in the stream comes in its turn. */
  clear(): void {
    this.terminal.write(RESET);
    this.decoder = new CharsetDecoder(this.options.charset);
    this.anchors = [];
    this.fresh = true;
  }

  /** Bytes of a film. */
  write(bytes: Uint8Array): void {
    this.terminal.write(this.decoder.decode(bytes));
  }

  /** Offsets of the first and last line in view, to within a few lines; null when nothing is shown. */
  get view(): { readonly from: number; readonly until: number } | null {
    const top = this.terminal.buffer.active.viewportY;
    const first = this.anchors.findLast(({ marker }) => marker.line <= top) ?? this.anchors[0];
    const below = this.anchors.find(({ marker }) => marker.line >= top + this.terminal.rows);
    const last = below ?? this.anchors.at(-1);
    return first && last ? { from: first.offset, until: last.offset } : null;
  }

  scrollTo(offset: number): void {
    const anchor = this.anchors.findLast((held) => held.offset <= offset) ?? this.anchors[0];
    if (anchor)
      this.terminal.scrollToLine(Math.max(0, anchor.marker.line - Math.floor(this.terminal.rows * ABOVE)));
  }

  setTheme(theme: ITheme): void {
    this.terminal.options.theme = theme;
  }

  /** Call when the element's size changed. */
  resize(): void {
    if (this.options.mode === "fit") this.fitting.fit();
  }

  get selection(): string {
    return this.terminal.getSelection();
  }

  focus(): void {
    this.terminal.focus();
  }

  dispose(): void {
    this.anchors = [];
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.terminal.dispose();
  }

  /** Once a frame at the most: output scrolls line by line. */
  private viewed(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.options.onView();
    });
  }

  /** In pieces, so that where each begins can be found again. */
  private writePage(page: OutputPage, skip: number, place: number | null): void {
    const { anchors } = this;
    let from = page.from + skip;
    while (from < page.until) {
      const piece =
        place !== null && place > from && place < from + ANCHOR_BYTES ? place : from + ANCHOR_BYTES;
      const next = Math.min(page.until, piece);
      const start = from;
      this.terminal.write("", () => this.anchor(anchors, start, start === place));
      this.terminal.write(this.decoder.decode(page.bytes.subarray(start - page.from, next - page.from)));
      from = next;
    }
  }

  private anchor(anchors: Anchor[], offset: number, isPlace: boolean): void {
    const { terminal } = this;
    // What a full-screen program draws scrolls nowhere.
    if (terminal.buffer.active.type === "alternate") return;
    const marker = terminal.registerMarker(0);
    anchors.push({ offset, marker });
    if (!isPlace) return;
    terminal
      .registerDecoration({ marker, width: terminal.cols, overviewRulerOptions: { color: PLACE_COLOUR } })
      ?.onRender((line) => line.classList.add("bg-warning/25"));
  }

  /** Keys that move in the text; all others stay the page's, Tab above all. */
  private onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const move = this.moves[event.key];
    if (move && event.type === "keydown") {
      event.preventDefault();
      this.reach(move.direction);
      move.go();
    }
    return false;
  }

  private readonly moves: Readonly<Record<string, { direction: "up" | "down"; go: () => void }>> = {
    PageUp: { direction: "up", go: () => this.terminal.scrollPages(-1) },
    PageDown: { direction: "down", go: () => this.terminal.scrollPages(1) },
    Home: { direction: "up", go: () => this.terminal.scrollToTop() },
    End: { direction: "down", go: () => this.terminal.scrollToBottom() },
  };

  private reach(direction: "up" | "down"): void {
    const { viewportY, baseY } = this.terminal.buffer.active;
    if (viewportY === (direction === "up" ? 0 : baseY)) this.options.onReach(direction);
  }
}
