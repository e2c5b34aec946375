import type { RipgrepPattern } from "./ripgrep";

/** Escapes that stand for one character out of several, for a place between two, or for one that is not printed. */
const CLASS_ESCAPES = new Set("dDsSwWbBAzntrfva");
const ALTERNATIVE_ENDS = new Set("|)");
const QUANTIFIERS = new Set("*+?{");
const isPunctuation = (character: string) => /^[!-/:;=?@[-`{-~]$/.test(character);

/** So many alternatives at the most are told apart: each costs a look into the index. */
const MOST_WAYS = 16;

/** Texts that are all in a line, in the order they appear there. */
type Texts = readonly string[];

/** Nothing is known. */
const anything: readonly Texts[] = [[]];

/**
 * In which ways a line can match a pattern: it holds all texts of at least one of them; ASCII letters may be of either case when case does
 * not count. One way without a text where nothing is plain to see: this reads a small part of ripgrep's expressions, and what it does not
 * know for certain it leaves out, or leaves all.
 */
export function waysOf({ pattern, regex, caseSensitive }: RipgrepPattern): readonly Texts[] {
  const found = regex ? new PatternReader(pattern).read() : [[pattern]];
  // Other letters have other bytes in lower case, and more than one sometimes.
  const certain = (text: string) => text.split(/[^\0-\x7f]+/).filter(Boolean);
  return caseSensitive ? found : found.map((texts) => texts.flatMap(certain));
}

/** Reads an expression from left to right. */
class PatternReader {
  private readonly characters: readonly string[];
  private at = 0;
  /** What is being read: characters that follow on each other. */
  private run: string[] = [];
  /** Of the alternative that is being read. */
  private ways: readonly Texts[] = anything;

  constructor(pattern: string) {
    this.characters = [...pattern];
  }

  read(): readonly Texts[] {
    const ways = this.readAlternatives();
    return ways === null || this.at < this.characters.length ? anything : ways;
  }

  /** Up to the end of the group or of the whole. Null when nothing can be said of the whole. */
  private readAlternatives(): readonly Texts[] | null {
    const outer = this.ways;
    const all: Texts[] = [];
    do {
      this.ways = anything;
      while (this.at < this.characters.length && !ALTERNATIVE_ENDS.has(this.peek())) {
        if (!this.readOne()) return null;
      }
      this.endRun();
      all.push(...this.ways);
    } while (this.skip("|"));
    this.ways = outer;
    return all.length > MOST_WAYS ? anything : all;
  }

  /** False when nothing can be said of the whole. */
  private readOne(): boolean {
    const character = this.take();
    switch (character) {
      case "\\":
        return this.readEscape(this.take());
      case "[":
        this.endRun();
        return this.skipClass();
      case "(":
        this.endRun();
        return this.readGroup();
      case ".":
      case "^":
      case "$":
        this.endRun();
        return true;
      default:
        return QUANTIFIERS.has(character) ? this.readQuantifier(character) : this.addCharacter(character);
    }
  }

  /** Flags and names are not looked into; what may be missing, or be there several times, says nothing. */
  private readGroup(): boolean {
    if (this.skip("?") && !this.skip(":")) return false;
    const inner = this.readAlternatives();
    if (inner === null || !this.skip(")")) return false;
    const isCertain = !QUANTIFIERS.has(this.peek()) && inner.every((texts) => texts.length > 0);
    if (isCertain && this.ways.length * inner.length <= MOST_WAYS) {
      this.ways = this.ways.flatMap((before) => inner.map((texts) => [...before, ...texts]));
    }
    return true;
  }

  private readEscape(character: string): boolean {
    if (isPunctuation(character)) return this.addCharacter(character);
    this.endRun();
    // What follows in braces would say which border of a word is meant.
    return CLASS_ESCAPES.has(character) && !(character === "b" && this.peek() === "{");
  }

  /** The character before a quantifier may be missing, but for `+`; a quantifier on a quantifier is not looked into. */
  private readQuantifier(quantifier: string): boolean {
    if (quantifier !== "+") this.run.pop();
    this.endRun();
    if (quantifier === "{" && !this.skipTo("}")) return false;
    this.skip("?");
    return !QUANTIFIERS.has(this.peek());
  }

  /** `]` stands for itself at the beginning; classes within classes are not looked into. */
  private skipClass(): boolean {
    this.skip("^");
    this.skip("]");
    while (this.at < this.characters.length) {
      const character = this.take();
      if (character === "]") return true;
      if (character === "[") return false;
      if (character === "\\") this.at += 1;
    }
    return false;
  }

  private skipTo(end: string): boolean {
    const index = this.characters.indexOf(end, this.at);
    this.at = index + 1;
    return index >= 0;
  }

  private addCharacter(character: string): boolean {
    this.run.push(character);
    return true;
  }

  private endRun(): void {
    const text = this.run.join("");
    if (text !== "") this.ways = this.ways.map((texts) => [...texts, text]);
    this.run = [];
  }

  /** Whether it was there. */
  private skip(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private take(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  private peek(): string {
    return this.characters[this.at] ?? "";
  }
}
