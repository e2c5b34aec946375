import { type ITheme, Terminal } from "@xterm/xterm";
import { CharsetDecoder } from "@/components/console/charset";
import type { OutputSink } from "@/components/console/console-client";
import { silenceReplies } from "@/components/console/silence-replies";
import { TileScreen } from "./tile-screen";
import { WallBeat } from "./wall-beat";

const COLUMNS = 80;
const ROWS = 25;
/** A tile shows the end of what was printed before: more would be parsed for nothing. */
const REPLAY_BYTES = 16 * 1024;

/** There is one wall in a tab. */
const beat = new WallBeat();

/** A screen to look at: no keys, no scrollback, no answers. Output is put together and drawn with that of the other tiles. */
export class TileTerminal implements OutputSink {
  /** Never opened: it keeps the screen, `TileScreen` shows it. */
  private readonly terminal = new Terminal({ cols: COLUMNS, rows: ROWS, scrollback: 0 });
  private readonly screen: TileScreen;
  private readonly decoder = new CharsetDecoder("auto");
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private visible = true;

  constructor(element: HTMLElement, theme: ITheme) {
    silenceReplies(this.terminal, { mayReply: () => false, reply: () => {}, now: () => 0 });
    this.screen = new TileScreen(element, COLUMNS, ROWS, theme);
    beat.join(this);
  }

  write(bytes: Uint8Array, live: boolean): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (!live || !this.visible) this.forgetOld();
    this.ask();
  }

  reset(): void {
    this.waiting = [];
    this.waitingBytes = 0;
    this.terminal.reset();
    this.ask();
  }

  setTheme(theme: ITheme): void {
    this.screen.setTheme(theme);
    this.ask();
  }

  /** Out of sight nothing is drawn; what is kept is enough for a screen. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.ask();
  }

  /** Of the 80 columns and 25 rows in this browser's font, to be scaled to the tile. */
  get size(): { readonly width: number; readonly height: number } {
    return this.screen.size;
  }

  dispose(): void {
    beat.leave(this);
    this.screen.remove();
    this.terminal.dispose();
  }

  private ask(): void {
    if (this.visible) beat.ask(this, () => this.draw());
  }

  private draw(): void {
    if (!this.visible) return;
    const text = this.waiting.map((bytes) => this.decoder.decode(bytes)).join("");
    this.waiting = [];
    this.waitingBytes = 0;
    this.terminal.write(text, () => this.screen.draw(this.terminal.buffer.active));
  }

  private forgetOld(): void {
    while (this.waiting.length > 1 && this.waitingBytes - (this.waiting[0]?.length ?? 0) >= REPLAY_BYTES) {
      this.waitingBytes -= this.waiting.shift()?.length ?? 0;
    }
  }
}
