import type { RipgrepPattern } from "./ripgrep";

/** Escapes that stand for one character out of several, for a place between two, or for one that is not printed. */
const CLASS_ESCAPES = new Set("dDsSwWbBAzntrfva");
const QUANTIFIERS = new Set("*+?{");
const isPunctuation = (character: string) => /^[!-/:;=?@[-`{-~]$/.test(character);

/**
 * Texts that every line a pattern matches holds, in the order they appear there; ASCII letters may be of either case when case does not
 * count. None where that is not plain to see: this reads a small part of ripgrep's expressions, and what it does not know for
 * certain it leaves out, or leaves all.
 */
export function literalsOf({ pattern, regex, caseSensitive }: RipgrepPattern): string[] {
  const found = regex ? new LiteralReader(pattern).read() : [pattern];
  // Other letters have other bytes in lower case, and more than one sometimes.
  return caseSensitive ? found : found.flatMap((text) => text.split(/[^\0-\x7f]+/)).filter(Boolean);
}

/** What stands in an expression from left to right, outside of groups. */
class LiteralReader {
  private readonly characters: readonly string[];
  private at = 0;
  private depth = 0;
  /** What is being read: characters that follow on each other. */
  private run: string[] = [];
  private readonly found: string[] = [];

  constructor(pattern: string) {
    this.characters = [...pattern];
  }

  read(): string[] {
    while (this.at < this.characters.length) {
      if (!this.readOne()) return [];
    }
    this.endRun();
    return this.depth === 0 ? this.found : [];
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
        this.depth += 1;
        // Flags and names of groups.
        return this.peek() !== "?";
      case ")":
        this.endRun();
        this.depth -= 1;
        return this.depth >= 0;
      case "|":
        // Inside a group it says nothing of what is outside.
        return this.depth > 0;
      case ".":
      case "^":
      case "$":
        this.endRun();
        return true;
      default:
        return QUANTIFIERS.has(character) ? this.readQuantifier(character) : this.addCharacter(character);
    }
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
    if (this.peek() === "?") this.at += 1;
    return !QUANTIFIERS.has(this.peek());
  }

  /** `]` stands for itself at the beginning; classes within classes are not looked into. */
  private skipClass(): boolean {
    if (this.peek() === "^") this.at += 1;
    if (this.peek() === "]") this.at += 1;
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
    if (this.depth === 0) this.run.push(character);
    return true;
  }

  private endRun(): void {
    if (this.run.length > 0) this.found.push(this.run.join(""));
    this.run = [];
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
