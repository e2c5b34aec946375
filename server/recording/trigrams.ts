/** Three bytes that follow on each other in a line, as one number: the first counts 65536. */
const TRIGRAMS = 2 ** 24;
const LINE_FEED = 0x0a;
/**
 * The only characters beyond ASCII that ripgrep takes for ASCII letters when case does not count, in UTF-8: the Kelvin sign is a k, the long
 * s is an s.
 */
const KELVIN_SIGN = 0xe2_84_aa;
const LONG_S = 0xc5_bf;

/** A byte as it is compared: ASCII letters in lower case. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte,
);

/** Gathers which trigrams there are in lines, in bounded memory (2 MiB) and one pass; ASCII letters count in lower case. */
export class TrigramSet {
  private readonly words = new Uint32Array(TRIGRAMS / 32);
  private found = 0;
  /** The last three bytes, and how many of them are of this line. */
  private last = 0;
  private inLine = 0;

  /** How many different ones there are. */
  get size(): number {
    return this.found;
  }

  /**
   * It cannot be said what letters there are: a character that no letter's byte stands for counts as one when case does not. Hosts do not
   * print those.
   */
  get hasOddLetters(): boolean {
    if (this.has(KELVIN_SIGN)) return true;
    for (let byte = 0; byte < 256; byte++) {
      if (this.has((byte << 16) | LONG_S) || this.has((LONG_S << 8) | byte)) return true;
    }
    return false;
  }

  /** The next bytes; where one piece ends and the next begins makes no difference. */
  add(bytes: Uint8Array): void {
    const { words } = this;
    let { last, inLine, found } = this;
    for (let i = 0; i < bytes.length; i++) {
      const byte = FOLDED[bytes[i] ?? 0] ?? 0;
      if (byte === LINE_FEED) {
        inLine = 0;
        continue;
      }
      last = ((last << 8) | byte) & 0xff_ff_ff;
      if (inLine < 2) {
        inLine += 1;
        continue;
      }
      const word = words[last >>> 5] ?? 0;
      const bit = 1 << (last & 31);
      if ((word & bit) !== 0) continue;
      words[last >>> 5] = word | bit;
      found += 1;
    }
    this.last = last;
    this.inLine = inLine;
    this.found = found;
  }

  has(trigram: number): boolean {
    return ((this.words[trigram >>> 5] ?? 0) & (1 << (trigram & 31))) !== 0;
  }

  /** Ascending. */
  all(): number[] {
    const found: number[] = [];
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i] ?? 0; word !== 0; ) {
        const bit = 31 - Math.clz32(word & -word);
        found.push(i * 32 + bit);
        word &= word - 1;
      }
    }
    return found;
  }

  clear(): void {
    this.words.fill(0);
    this.found = 0;
    this.inLine = 0;
  }
}

/** Those that a line must hold to hold these texts, ascending; none when they are too short. */
export function trigramsOf(texts: readonly string[]): number[] {
  const found = new Set<number>();
  for (const text of texts) {
    let last = 0;
    for (const [index, byte] of Buffer.from(text).entries()) {
      last = ((last << 8) | (FOLDED[byte] ?? 0)) & 0xff_ff_ff;
      if (index >= 2) found.add(last);
    }
  }
  return [...found].sort((a, b) => a - b);
}
