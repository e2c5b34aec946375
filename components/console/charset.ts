export const charsets = ["utf-8", "cp437", "latin-1"] as const;
export type Charset = (typeof charsets)[number];
export type CharsetChoice = Charset | "auto";

/** Bytes 80h to FFh of the PC's code page 437, in order. */
const CP437_HIGH =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** What one byte with its high bit set is. Latin-1's C1 controls are shown as unknown: a terminal would obey them. */
const high: Record<Exclude<Charset, "utf-8">, (byte: number) => string> = {
  cp437: (byte) => CP437_HIGH.charAt(byte - 0x80),
  "latin-1": (byte) => (byte < 0xa0 ? "\ufffd" : String.fromCharCode(byte)),
};

/** So many bytes that cannot be UTF-8 say that it is another character set, … */
const WRONG = 3;
/** … and so many characters of UTF-8 in a row that it is UTF-8 again. */
const RIGHT = 8;

/**
 * Decodes what a host prints, in pieces. `auto` takes it for UTF-8 until it cannot be; then for code page 437 where most
 * high bytes are its lines and blocks, which firmware draws with, and for Latin-1 otherwise.
 */
export class CharsetDecoder {
  private guess: Charset = "utf-8";
  private utf8 = new TextDecoder("utf-8");
  private readonly evidence = new Evidence();

  constructor(private choice: CharsetChoice) {}

  /** What it decodes by now. */
  get charset(): Charset {
    return this.choice === "auto" ? this.guess : this.choice;
  }

  choose(choice: CharsetChoice): void {
    this.choice = choice;
    this.guess = "utf-8";
    this.evidence.reset();
    this.utf8 = new TextDecoder("utf-8");
  }

  decode(bytes: Uint8Array): string {
    if (this.choice === "auto") this.look(bytes);
    const { charset } = this;
    if (charset === "utf-8") return this.utf8.decode(bytes, { stream: true });
    let text = "";
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : high[charset](byte);
    return text;
  }

  private look(bytes: Uint8Array): void {
    this.evidence.add(bytes);
    const before = this.guess;
    if (this.guess === "utf-8") {
      if (this.evidence.wrong >= WRONG) this.guess = this.evidence.drawsLines ? "cp437" : "latin-1";
    } else if (this.evidence.rightInARow >= RIGHT) {
      this.guess = "utf-8";
    } else if (this.evidence.wrong > 0) {
      this.guess = this.evidence.drawsLines ? "cp437" : "latin-1";
    }
    if (this.guess === before) return;
    if (this.guess === "utf-8") this.evidence.reset();
    this.utf8 = new TextDecoder("utf-8");
  }
}

/** Counts what speaks for and against UTF-8. */
class Evidence {
  wrong = 0;
  rightInARow = 0;
  private lines = 0;
  private letters = 0;
  /** Continuation bytes that the sequence begun still needs. */
  private missing = 0;
  private begun: number[] = [];

  /** Bytes B0h to DFh are code page 437's shades, lines and blocks. */
  get drawsLines(): boolean {
    return this.lines > this.letters;
  }

  reset(): void {
    this.wrong = 0;
    this.rightInARow = 0;
    this.lines = 0;
    this.letters = 0;
    this.missing = 0;
    this.begun = [];
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) this.addByte(byte);
  }

  private addByte(byte: number): void {
    const isContinuation = byte >= 0x80 && byte < 0xc0;
    if (this.missing > 0 && isContinuation) {
      this.begun.push(byte);
      this.missing--;
      if (this.missing === 0) {
        this.rightInARow++;
        this.begun = [];
      }
      return;
    }
    if (this.missing > 0) {
      for (const one of this.begun) this.refute(one);
      this.begun = [];
      this.missing = 0;
    }
    if (byte < 0x80) return;
    this.missing =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    if (this.missing === 0) this.refute(byte);
    else this.begun = [byte];
  }

  private refute(byte: number): void {
    this.wrong++;
    this.rightInARow = 0;
    if (byte >= 0xb0 && byte < 0xe0) this.lines++;
    else this.letters++;
  }
}

/** What typing a text sends. A character that the set does not have is sent as a question mark. */
export function encodeTyped(text: string, charset: Charset): Uint8Array {
  if (charset === "utf-8") return new TextEncoder().encode(text);
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (charset === "latin-1") return code >= 0xa0 && code <= 0xff ? code : 0x3f;
    const index = CP437_HIGH.indexOf(character);
    return index < 0 ? 0x3f : 0x80 + index;
  });
}
