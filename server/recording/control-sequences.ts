/** What is left of a host's output when control sequences (ECMA-48) are taken apart. */
export interface OutputSink {
  /** Printable text; `offset` of its first byte. */
  print(text: string, offset: number): void;
  /** A control character, such as a line feed; `next` is the offset after it. */
  control(code: number, next: number): void;
  /** A control sequence (CSI): its final character, and what stands before that. */
  sequence(final: string, parameters: string, next: number): void;
}

type State = "ground" | "escape" | "intermediate" | "csi" | "string" | "string-escape";

/** A sequence that does not end is text again after so many bytes: a crash in mid-sequence must not hide what follows. */
const MAX_SEQUENCE_BYTES = 4096;
const MAX_PARAMETERS = 64;
const REPLACEMENT = "\ufffd";
/** ESC and these begin a string that a terminal does not show: OSC, DCS, SOS, PM, APC. */
const STRING_OPENERS = "]PX^_";
/** Turn the direction of text around on a screen: what is read is not what was printed. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Takes a host's output apart into printable text, control characters and control sequences. Pieces may be cut anywhere, within a sequence
 * or a character. Text is UTF-8; what is none becomes U+FFFD, one for each byte sequence broken off.
 */
export class ControlSequenceParser {
  private state: State = "ground";
  private parameters = "";
  private length = 0;
  private character: number[] = [];
  private characterBytes = 0;

  /** `offset`: of the first byte to come. */
  constructor(
    private readonly sink: OutputSink,
    private offset = 0,
  ) {}

  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.state === "ground" && this.character.length === 0) {
        const end = endOfAscii(bytes, at);
        if (end > at) {
          this.sink.print(bytes.toString("latin1", at, end), this.offset);
          this.offset += end - at;
          at = end;
          continue;
        }
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      this.offset += 1;
      this.byte(byte);
    }
  }

  /** Nothing more comes: half a character is told, half a sequence is not. */
  flush(): void {
    if (this.character.length > 0) this.broken(this.offset);
    this.state = "ground";
  }

  private byte(byte: number): void {
    if (this.state === "ground") this.ground(byte);
    else if (this.state === "string" || this.state === "string-escape") this.inString(byte);
    else this.inSequence(byte);
  }

  private ground(byte: number): void {
    if (this.character.length > 0) {
      if (byte >= 0x80 && byte <= 0xbf) {
        this.character.push(byte);
        if (this.character.length === this.characterBytes) this.complete();
        return;
      }
      this.broken(this.offset - 1);
    }
    if (byte < 0x20) this.controlCharacter(byte);
    else if (byte < 0x7f) this.sink.print(String.fromCharCode(byte), this.offset - 1);
    else if (byte > 0x7f) this.lead(byte);
  }

  private lead(byte: number): void {
    this.character = [byte];
    if (byte >= 0xc2 && byte <= 0xdf) this.characterBytes = 2;
    else if (byte >= 0xe0 && byte <= 0xef) this.characterBytes = 3;
    else if (byte >= 0xf0 && byte <= 0xf4) this.characterBytes = 4;
    else this.broken(this.offset);
  }

  private complete(): void {
    const from = this.offset - this.character.length;
    const text = Buffer.from(this.character).toString("utf8");
    this.character = [];
    if (text.includes(REPLACEMENT)) this.sink.print(REPLACEMENT, from);
    else if (/^[\u0080-\u009f]$/.test(text)) this.eightBitControl(text.charCodeAt(0));
    else {
      const shown = text.replace(BIDI, "");
      if (shown !== "") this.sink.print(shown, from);
    }
  }

  private broken(next: number): void {
    const from = next - this.character.length;
    this.character = [];
    this.sink.print(REPLACEMENT, from);
  }

  /** C1: the same as ESC and a character 0x40 lower. */
  private eightBitControl(code: number): void {
    this.begin("escape");
    this.inSequence(code - 0x40);
  }

  private controlCharacter(byte: number): void {
    if (byte === 0x1b) this.begin("escape");
    else this.sink.control(byte, this.offset);
  }

  private begin(state: State): void {
    this.state = state;
    this.parameters = "";
    this.length = 0;
  }

  private inSequence(byte: number): void {
    this.length += 1;
    if (byte === 0x18 || byte === 0x1a || this.length > MAX_SEQUENCE_BYTES) this.state = "ground";
    else if (byte < 0x20) this.controlCharacter(byte);
    else if (byte >= 0x80) {
      this.state = "ground";
      this.ground(byte);
    } else if (byte === 0x7f) return;
    else if (this.state === "csi") this.inCsi(byte);
    else if (byte < 0x30) this.state = "intermediate";
    else this.afterEscape(String.fromCharCode(byte));
  }

  private afterEscape(character: string): void {
    const isOpener = this.state === "escape";
    this.state = "ground";
    if (!isOpener) return;
    if (character === "[") this.begin("csi");
    else if (STRING_OPENERS.includes(character)) this.begin("string");
    // Index and next line.
    else if (character === "D" || character === "E") this.sink.control(0x0a, this.offset);
  }

  private inCsi(byte: number): void {
    const character = String.fromCharCode(byte);
    if (byte < 0x40) {
      this.parameters = (this.parameters + character).slice(0, MAX_PARAMETERS);
      return;
    }
    this.state = "ground";
    this.sink.sequence(character, this.parameters, this.offset);
  }

  private inString(byte: number): void {
    this.length += 1;
    const wasEscape = this.state === "string-escape";
    if (wasEscape && byte !== 0x5c) {
      this.begin("escape");
      this.inSequence(byte);
    } else if (wasEscape || byte === 0x07 || byte === 0x18 || byte === 0x1a) this.state = "ground";
    else if (byte === 0x1b) this.state = "string-escape";
    else if (byte === 0x0a || this.length > MAX_SEQUENCE_BYTES) {
      this.state = "ground";
      this.ground(byte);
    }
  }
}

/** Where a run of printable ASCII ends. */
function endOfAscii(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte > 0x7e) break;
    at += 1;
  }
  return at;
}
