import { isMouthless, screenModes } from "./screen-sequences";

const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;
const LINE_FEED = 0x0a;
const DELETE = 0x7f;
/** A sequence longer than this is no sequence: it is dropped as it comes. */
const MOST_BYTES = 256;
/** Shown for a byte that some terminal would take for a control. */
const REPLACEMENT = Buffer.from("\ufffd");

/** Bell, backspace, tab, line feeds, carriage return, shifts: an enquiry (05h) is answered by terminals, the others do nothing. */
const drawing: ReadonlySet<number> = new Set([BEL, 0x08, 0x09, LINE_FEED, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f]);
/** Strings: OSC (title, clipboard, colours, links), DCS, SOS, PM, APC. */
const stringStarts: ReadonlySet<number> = new Set([..."]PX^_"].map((letter) => letter.charCodeAt(0)));
/** After ESC alone: cursor, margins, tabs, keypad, shifts, reset. Not Z, the old way to ask who is there. */
const drawingEscapes: ReadonlySet<number> = new Set([..."6789=>DEHMNOclmno|}~"].map((c) => c.charCodeAt(0)));
/** Character sets G0 to G3, and double width and height. Not `%` and blank: they change what counts as a control. */
const drawingIntermediates: ReadonlySet<number> = new Set([..."()*+#"].map((c) => c.charCodeAt(0)));

type State = "text" | "escape" | "intermediate" | "csi" | "string" | "string-escape";

/**
 * Of a host's output only what draws on the terminal in front of it: nothing else is known to be harmless on every terminal. What makes one
 * answer, report the mouse, print, or set its title or clipboard is left out, so that a log cannot press keys. Pieces may be cut anywhere.
 */
export class HarmlessOutput {
  private state: State = "text";
  /** The sequence so far, without what terminals carry out or ignore in its midst. */
  private held: number[] = [];
  /** Bytes of a character in UTF-8 that is not whole yet. */
  private character: number[] = [];
  private characterBytes = 0;
  private otherScreen = false;

  pass(bytes: Uint8Array): Buffer {
    const out: number[] = [];
    for (const byte of bytes) this.next(byte, out);
    return Buffer.from(out);
  }

  /** What gives the terminal back as it was found: modes, character sets, colours; the main screen where the host left it. */
  undo(): string {
    return `\x18\x1b[!p\x1b[?5l\x1b[?7h\x1b[?25h\x1b[?2004l\x1b(B\x0f\x1b[m${this.otherScreen ? "\x1b[?1049l" : ""}`;
  }

  private next(byte: number, out: number[]): void {
    if (this.state === "text") this.text(byte, out);
    else if (this.state === "string" || this.state === "string-escape") this.string(byte, out);
    else this.sequence(byte, out);
  }

  private text(byte: number, out: number[]): void {
    if (this.character.length > 0) {
      if (byte >= 0x80 && byte < 0xc0) {
        this.character.push(byte);
        if (this.character.length === this.characterBytes) this.endCharacter(out);
        return;
      }
      this.endCharacter(out);
    }
    if (byte < 0x20) this.control(byte, out);
    else if (byte < DELETE) out.push(byte);
    else if (byte >= 0xc2 && byte < 0xf5) {
      this.character = [byte];
      this.characterBytes = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    } else if (byte !== DELETE) out.push(...visible(byte));
  }

  private control(byte: number, out: number[]): void {
    if (byte === ESC) this.begin("escape");
    else if (drawing.has(byte)) out.push(byte);
  }

  /** Bytes that are no character of UTF-8 may be one of another set; those from 80h to 9Fh may be controls, alone or encoded. */
  private endCharacter(out: number[]): void {
    const bytes = Buffer.from(this.character);
    this.character = [];
    const text = bytes.toString("utf8");
    if (!Buffer.from(text).equals(bytes)) for (const byte of bytes) out.push(...visible(byte));
    else out.push(...(text >= "\u0080" && text <= "\u009f" ? REPLACEMENT : bytes));
  }

  private string(byte: number, out: number[]): void {
    if (this.state === "string-escape") {
      if (byte === 0x5c) this.end();
      else {
        // Another sequence ends the string as well.
        this.begin("escape");
        this.sequence(byte, out);
      }
    } else if (byte === ESC) this.state = "string-escape";
    else if (byte === BEL || byte === CAN || byte === SUB) this.end();
    else if (byte === LINE_FEED) {
      // The host crashed amid it: what it says then is not to be missed.
      this.end();
      out.push(byte);
    }
  }

  private sequence(byte: number, out: number[]): void {
    if (byte === CAN || byte === SUB) this.end();
    else if (byte < 0x20) this.control(byte, out);
    else if (byte > DELETE) {
      this.end();
      this.text(byte, out);
    } else if (byte === DELETE) return;
    else if (this.held.length > MOST_BYTES) this.end();
    else if (this.state === "csi") this.csi(byte, out);
    else if (byte < 0x30) this.hold("intermediate", byte);
    else this.escape(byte, out);
  }

  private escape(byte: number, out: number[]): void {
    const [, intermediate] = this.held;
    const draws =
      intermediate === undefined
        ? drawingEscapes.has(byte)
        : this.held.length === 2 && drawingIntermediates.has(intermediate);
    if (intermediate === undefined && byte === 0x5b) this.hold("csi", byte);
    else if (intermediate === undefined && stringStarts.has(byte)) this.state = "string";
    else {
      if (draws) out.push(...this.held, byte);
      this.end();
    }
  }

  private csi(byte: number, out: number[]): void {
    if (byte < 0x40) {
      this.held.push(byte);
      return;
    }
    const sequence = String.fromCharCode(...this.held.slice(2), byte);
    const modes = screenModes(sequence);
    if (modes !== null) {
      out.push(...Buffer.from(modes.sequence));
      this.otherScreen = modes.otherScreen ?? this.otherScreen;
    } else if (isMouthless(sequence)) out.push(...this.held, byte);
    this.end();
  }

  private begin(state: State): void {
    this.state = state;
    this.held = [ESC];
  }

  private hold(state: State, byte: number): void {
    this.state = state;
    this.held.push(byte);
  }

  private end(): void {
    this.state = "text";
    this.held = [];
  }
}

function visible(byte: number): Iterable<number> {
  return byte >= 0x80 && byte < 0xa0 ? REPLACEMENT : [byte];
}
