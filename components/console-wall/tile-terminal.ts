import { type ITheme, Terminal } from "@xterm/xterm";
import { CharsetDecoder } from "@/components/console/charset";
import type { OutputSink } from "@/components/console/console-client";
import { silenceReplies } from "@/components/console/silence-replies";

const COLUMNS = 80;
const ROWS = 25;
/** A tile shows the end of what was printed before: more would be parsed for nothing. */
const REPLAY_BYTES = 16 * 1024;
/** Drawn so often at the most: dozens of tiles stay open all day. */
const DRAW_EVERY_MS = 250;

/** A screen to look at: no keys, no scrollback, no answers. Output is put together and drawn now and then. */
export class TileTerminal implements OutputSink {
  private readonly terminal: Terminal;
  private readonly decoder = new CharsetDecoder("auto");
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private visible = true;

  constructor(element: HTMLElement, theme: ITheme, label: string) {
    this.terminal = new Terminal({
      cols: COLUMNS,
      rows: ROWS,
      fontSize: 12,
      theme,
      fontFamily: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
      scrollback: 0,
      cursorBlink: false,
      disableStdin: true,
      minimumContrastRatio: 4.5,
    });
    silenceReplies(this.terminal, { mayReply: () => false, reply: () => {}, now: () => 0 });
    this.terminal.open(element);
    // A tile is a picture: the console itself is a click away.
    this.terminal.textarea?.setAttribute("tabindex", "-1");
    this.terminal.textarea?.setAttribute("aria-label", label);
  }

  write(bytes: Uint8Array, live: boolean): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (!live) this.forgetOld();
    this.timer ??= setTimeout(() => this.draw(), DRAW_EVERY_MS);
  }

  reset(): void {
    this.waiting = [];
    this.waitingBytes = 0;
    this.terminal.reset();
  }

  setTheme(theme: ITheme): void {
    this.terminal.options.theme = theme;
  }

  /** Out of sight nothing is drawn; what is kept is enough for a screen. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible && this.waiting.length > 0) this.timer ??= setTimeout(() => this.draw(), 0);
  }

  /** Of the 80 columns and 25 rows in this browser's font, to be scaled to the tile; zeros before they are drawn. */
  get size(): { readonly width: number; readonly height: number } {
    const screen = this.terminal.element?.querySelector<HTMLElement>(".xterm-screen");
    return { width: screen?.offsetWidth ?? 0, height: screen?.offsetHeight ?? 0 };
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.terminal.dispose();
  }

  private draw(): void {
    this.timer = null;
    if (!this.visible) {
      this.forgetOld();
      return;
    }
    const text = this.waiting.map((bytes) => this.decoder.decode(bytes)).join("");
    this.waiting = [];
    this.waitingBytes = 0;
    this.terminal.write(text);
  }

  private forgetOld(): void {
    while (this.waiting.length > 1 && this.waitingBytes - (this.waiting[0]?.length ?? 0) >= REPLAY_BYTES) {
      this.waitingBytes -= this.waiting.shift()?.length ?? 0;
    }
  }
}
