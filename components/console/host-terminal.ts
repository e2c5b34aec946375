import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { type ITheme, Terminal } from "@xterm/xterm";
import type { OutputSink } from "./console-client";
import { isTerminalReply } from "./reply-filter";
import { silenceReplies } from "./silence-replies";

export type ScreenMode = "fit" | "80x25";

export interface HostTerminalOptions {
  fontSize: number;
  mode: ScreenMode;
  theme: ITheme;
  /** Says what the terminal is, for screen readers. */
  label: string;
  /** Keys and confirmed pastes. */
  onType: (text: string) => void;
  /** Our own answer to the host. */
  onReply: (text: string) => void;
  /** True for a key the page keeps for itself. */
  onShortcut: (event: KeyboardEvent) => boolean;
  onSearchResults: (index: number, count: number) => void;
}

const SCROLLBACK_LINES = 10_000;
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

  constructor(element: HTMLElement, options: HostTerminalOptions) {
    this.mode = options.mode;
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
    this.terminal.attachCustomKeyEventHandler((event) => !options.onShortcut(event));
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
    this.terminal.write(bytes);
  }

  /** Screen, modes and character sets as after power-up; the scrollback goes too. */
  reset(): void {
    this.terminal.reset();
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

  /** Call when the element's size changed. */
  resize(): void {
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

  dispose(): void {
    this.terminal.dispose();
  }
}
