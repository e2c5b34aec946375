const ESC = 0x1b;
const BEL = 0x07;
const ENQ = 0x05;
const CAN = 0x18;
const SUB = 0x1a;
/** A sequence longer than this is no sequence: it is dropped as it comes. */
const MOST_BYTES = 256;

/** CSI sequences by their last byte that a terminal answers, or that move its window: device attributes, status, reports. */
const talkative: ReadonlySet<string> = new Set(["c", "n", "t", "x"]);
/** With an intermediate: DECRQM, DECRQTSR, DECRQCRA and their kin; XTVERSION has a prefix. */
const talkativeWith: ReadonlySet<string> = new Set(["$p", "$u", "*y", "&v", ">q"]);
/** Strings: OSC (title, clipboard, colours, links), DCS, SOS, PM, APC. */
const stringStarts: ReadonlySet<number> = new Set([0x5d, 0x50, 0x58, 0x5e, 0x5f]);
/** ESC Z, the old way to ask who is there. */
const DECID = 0x5a;

type State = "text" | "escape" | "csi" | "string" | "string-escape";

/**
 * Takes from a host's output what would make the terminal in front of it type, set its title or clipboard: a log must
 * not be able to press keys. Colours, cursor and screen go through. Pieces may be cut anywhere.
 */
export class HarmlessOutput {
  private state: State = "text";
  private held: number[] = [];

  pass(bytes: Uint8Array): Buffer {
    const out: number[] = [];
    for (const byte of bytes) this.next(byte, out);
    return Buffer.from(out);
  }

  private next(byte: number, out: number[]): void {
    if (byte === CAN || byte === SUB) {
      this.state = "text";
      this.held = [];
      return;
    }
    switch (this.state) {
      case "text":
        if (byte === ESC) this.hold("escape", byte);
        else if (byte !== ENQ) out.push(byte);
        return;
      case "escape":
        this.escape(byte, out);
        return;
      case "csi":
        this.csi(byte, out);
        return;
      case "string":
        if (byte === BEL) this.state = "text";
        else if (byte === ESC) this.state = "string-escape";
        return;
      case "string-escape":
        // ST, or another sequence that ends the string as well.
        if (byte === 0x5c) this.state = "text";
        else {
          this.held = [ESC];
          this.escape(byte, out);
        }
    }
  }

  private escape(byte: number, out: number[]): void {
    if (byte === ESC) return;
    if (byte === 0x5b) this.hold("csi", byte);
    else if (stringStarts.has(byte)) this.drop("string");
    else if (byte === DECID) this.drop("text");
    else this.release(byte, out);
  }

  private csi(byte: number, out: number[]): void {
    if (byte === ESC) {
      this.held = [ESC];
      this.state = "escape";
    } else if (byte < 0x40 || this.held.length > MOST_BYTES) {
      if (this.held.length > MOST_BYTES) this.drop("text");
      else this.held.push(byte);
    } else if (this.isTalkative(byte)) {
      this.drop("text");
    } else {
      this.release(byte, out);
    }
  }

  private isTalkative(last: number): boolean {
    const final = String.fromCharCode(last);
    const before = String.fromCharCode(this.held.at(-1) ?? 0);
    const prefix = String.fromCharCode(this.held[2] ?? 0);
    if (talkativeWith.has(`${before}${final}`) || talkativeWith.has(`${prefix}${final}`)) return true;
    // Modes in which a terminal reports the mouse, focus and size by itself.
    if (final === "h" && prefix === "?") return this.asksForReports();
    return talkative.has(final);
  }

  private asksForReports(): boolean {
    const modes = Buffer.from(this.held.slice(3)).toString("latin1").split(";");
    return modes.some((mode) => /^(9|100[0-6]|1015|1016|2031|2048)$/.test(mode));
  }

  private hold(state: State, byte: number): void {
    this.state = state;
    this.held.push(byte);
  }

  private drop(state: State): void {
    this.state = state;
    this.held = [];
  }

  private release(byte: number, out: number[]): void {
    out.push(...this.held, byte);
    this.drop("text");
  }
}
