import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { type IMarker, type ITheme, Terminal } from "@xterm/xterm";
import { type Charset, type CharsetChoice, CharsetDecoder } from "./charset";
import type { OutputSink } from "./console-client";
import { type KeyMap, keySequence } from "./key-map";
import { isTerminalReply } from "./reply-filter";
import { silenceReplies } from "./silence-replies";

export type ScreenMode = "fit" | "80x25";

export interface HostTerminalOptions {
  fontSize: number;
  mode: ScreenMode;
  charset: CharsetChoice;
  keyMap: KeyMap;
  theme: ITheme;
  /** Says what the terminal is, for screen readers. */
  label: string;
  /** Keys and confirmed pastes. */
  onType: (text: string) => void;
  /** What the host's output is decoded as, when that changes by itself. */
  onCharset: (charset: Charset) => void;
  /** Our own answer to the host. */
  onReply: (text: string) => void;
  /** True for a key the page keeps for itself. */
  onShortcut: (event: KeyboardEvent) => boolean;
  onSearchResults: (index: number, count: number) => void;
  /** The first line that is held came into view, or went out of it. */
  onTop: (atTop: boolean) => void;
}

/** A line, and how many bytes were written before it. */
interface LineMark {
  readonly written: number;
  readonly marker: IMarker;
}

const SCROLLBACK_LINES = 10_000;
/** Where a line stands in the output is known to within so many bytes. */
const LINE_MARK_BYTES = 2048;
/** What BIOS set-up screens draw for (and 25 lines, not 24: the PC text mode). */
const BIOS_COLUMNS = 80;
const BIOS_ROWS = 25;

const searchColours = {
  matchBackground: "#8a6d1f",
  matchOverviewRuler: "#e8bf6a",
  activeMatchBackground: "#c26b17",
  activeMatchColorOverviewRuler: "#f2777a",
};

/** xterm.js dressed for a server's serial line: silent towards the host, no links, no clipboard, no title. */
export class HostTerminal implements OutputSink {
  private readonly terminal: Terminal;
  private readonly fitting = new FitAddon();
  private readonly searching = new SearchAddon({ highlightLimit: 500 });
  private mode: ScreenMode;
  private writable = false;
  /** What the parser is working through now: false during replay. */
  private live = false;
  private queuedLive = false;
  private readonly decoder: CharsetDecoder;
  private keyMap: KeyMap;
  /** Bytes since the last reset. */
  private written = 0;
  private markedAt = Number.NEGATIVE_INFINITY;
  private lineMarks: LineMark[] = [];
  private atTop = false;

  constructor(
    element: HTMLElement,
    private readonly options: HostTerminalOptions,
  ) {
    this.mode = options.mode;
    this.keyMap = options.keyMap;
    this.decoder = new CharsetDecoder(options.charset);
    this.terminal = new Terminal({
      fontSize: options.fontSize,
      theme: options.theme,
      fontFamily:
        'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
      cols: BIOS_COLUMNS,
      rows: BIOS_ROWS,
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: 4.5,
      // Search highlights are decorations, a proposed API.
      allowProposedApi: true,
      // Alt-click types arrow keys.
      altClickMovesCursor: false,
      cursorBlink: true,
      disableStdin: true,
      rightClickSelectsWord: false,
    });
    silenceReplies(this.terminal, {
      mayReply: () => this.live && this.writable,
      reply: options.onReply,
      now: () => performance.now(),
    });
    this.terminal.loadAddon(this.fitting);
    this.terminal.loadAddon(this.searching);
    this.searching.onDidChangeResults(({ resultIndex, resultCount }) =>
      options.onSearchResults(resultIndex, resultCount),
    );
    this.terminal.onData((data) => {
      if (!isTerminalReply(data)) options.onType(data);
    });
    this.terminal.attachCustomKeyEventHandler((event) => !options.onShortcut(event) && !this.mapped(event));
    this.terminal.onScroll(() => this.lookForTop());
    this.terminal.attachCustomWheelEventHandler(({ deltaY }) => {
      if (deltaY < 0) this.lookForTop(true);
      return true;
    });
    this.terminal.open(element);
    this.terminal.textarea?.setAttribute("aria-label", options.label);
    this.resize();
  }

  write(bytes: Uint8Array, live: boolean): void {
    if (live !== this.queuedLive) {
      this.queuedLive = live;
      // Callbacks run in the order of the writes, so this flips exactly between the two.
      this.terminal.write("", () => {
        this.live = live;
      });
    }
    this.markLine();
    this.written += bytes.length;
    const before = this.decoder.charset;
    this.terminal.write(this.decoder.decode(bytes));
    if (this.decoder.charset !== before) this.options.onCharset(this.decoder.charset);
  }

  /** Screen, modes and character sets as after power-up; the scrollback goes too. */
  reset(): void {
    this.terminal.reset();
    this.written = 0;
    this.markedAt = Number.NEGATIVE_INFINITY;
    this.lineMarks = [];
    this.lookForTop();
  }

  /** How many of the last bytes written stand from the first line on that is held. */
  get heldBytes(): number {
    return this.written - (this.lineMarks.find(({ marker }) => !marker.isDisposed)?.written ?? 0);
  }

  /** Undoes the modes a program left behind (VT soft reset, main screen, cursor on) and keeps what is on the screen. */
  softReset(): void {
    this.terminal.write("\x1b[!p\x1b[?1049l\x1b[?25h\x1b(B\x0f\x1b[m");
  }

  setWritable(writable: boolean): void {
    this.writable = writable;
    this.terminal.options.disableStdin = !writable;
  }

  setTheme(theme: ITheme): void {
    this.terminal.options.theme = theme;
  }

  setFontSize(fontSize: number): void {
    this.terminal.options.fontSize = fontSize;
    this.resize();
  }

  setMode(mode: ScreenMode): void {
    this.mode = mode;
    this.resize();
  }

  setCharset(charset: CharsetChoice): void {
    this.decoder.choose(charset);
    this.options.onCharset(this.decoder.charset);
  }

  setKeyMap(keyMap: KeyMap): void {
    this.keyMap = keyMap;
  }

  /** Call when the element's size changed. */
  resize(): void {
    this.terminal.element?.setAttribute("data-screen", this.mode);
    if (this.mode === "fit") this.fitting.fit();
    else this.terminal.resize(BIOS_COLUMNS, BIOS_ROWS);
  }

  get size(): { rows: number; columns: number } {
    return { rows: this.terminal.rows, columns: this.terminal.cols };
  }

  get applicationCursor(): boolean {
    return this.terminal.modes.applicationCursorKeysMode;
  }

  get selection(): string {
    return this.terminal.getSelection();
  }

  /** Types text as a paste: bracketed when the host's program asked for it. */
  paste(text: string): void {
    this.terminal.paste(text);
  }

  search(text: string, direction: "next" | "previous", incremental = false): void {
    if (direction === "next") this.searching.findNext(text, { incremental, decorations: searchColours });
    else this.searching.findPrevious(text, { decorations: searchColours });
  }

  endSearch(): void {
    this.searching.clearDecorations();
    this.terminal.clearSelection();
  }

  /** Scrollback and screen as text, wrapped lines joined. */
  text(): string {
    const buffer = this.terminal.buffer.normal;
    const lines: string[] = [];
    for (let i = 0; i < buffer.length; i++) {
      const line = buffer.getLine(i);
      const text = line?.translateToString(true) ?? "";
      if (line?.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return `${lines.join("\n").trimEnd()}\n`;
  }

  focus(): void {
    this.terminal.focus();
  }

  /** The line the cursor is in, up to it: a prompt, when a shell waits. */
  get lineBeforeCursor(): string {
    const { active } = this.terminal.buffer;
    const line = active.getLine(active.baseY + active.cursorY)?.translateToString(false) ?? "";
    return line.slice(0, active.cursorX);
  }

  /** True for a key that the host's key map has and xterm.js would send otherwise. */
  private mapped(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
    // xterm.js itself sends what xterm sends.
    const data = this.keyMap === "xterm" ? null : keySequence(this.keyMap, event.key);
    if (data === null) return false;
    event.preventDefault();
    if (event.type === "keydown" && this.writable) this.options.onType(data);
    return true;
  }

  private markLine(): void {
    const { written, lineMarks } = this;
    if (written - this.markedAt < LINE_MARK_BYTES) return;
    this.markedAt = written;
    this.terminal.write("", () => {
      if (lineMarks !== this.lineMarks || this.terminal.buffer.active.type === "alternate") return;
      while (lineMarks[0]?.marker.isDisposed) lineMarks.shift();
      lineMarks.push({ written, marker: this.terminal.registerMarker(0) });
    });
  }

  /** At the top of lines that scrolled away; `asked`: also where none did, but the person wants to go up. */
  private lookForTop(asked = false): void {
    const { type, viewportY, baseY } = this.terminal.buffer.active;
    const atTop = type === "normal" && viewportY === 0 && (baseY > 0 || asked);
    if (atTop === this.atTop) return;
    this.atTop = atTop;
    this.options.onTop(atTop);
  }

  dispose(): void {
    this.terminal.dispose();
  }
}
