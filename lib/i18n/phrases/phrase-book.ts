/**
 * The engine's English texts in another language, by the English. A key is a phrase, or a sentence with places: `{name}` stands
 * for anything and is taken over as it is, `{name:number}` for a number, `{name:phrase}` for a text that the catalogue has, too.
 */
export type PhraseCatalogue = Readonly<Record<string, string>>;

interface Translation {
  readonly text: string;
  /** Something of it was found. */
  readonly found: boolean;
  /** Nothing was left over. */
  readonly whole: boolean;
}

interface Pattern {
  readonly match: RegExp;
  readonly into: string;
  /** The places whose texts are looked up in turn. */
  readonly phrases: readonly string[];
}

/** How the engine strings texts together, and how that is written here. */
const clauses = { at: "; ", joint: "；" } as const;
const sentences = { at: /(?<=[.!?]) (?=[A-Z])/, joint: "" } as const;
const listed = { at: ", ", joint: "，" } as const;

/** Numbers with or without a unit, and bytes in hex: the same in every language. */
const quantity = /^(-?[\d.,]+( ?[^\s\d]\S*)?|[0-9A-F]{2}h?( [0-9A-F]{2}h?)*)$/;

/** Texts come again and again; a page that stays open for weeks sees many. */
const MOST_KEPT = 4096;

/** Looks up the engine's texts, whole or by the pieces they are made of. */
export class PhraseBook {
  private readonly phrases: ReadonlyMap<string, string>;
  /** What says most itself first: the more of a text it explains, the better it fits. */
  private readonly patterns: readonly Pattern[];
  private readonly kept = new Map<string, Translation>();

  constructor(catalogue: PhraseCatalogue) {
    const entries = Object.entries(catalogue);
    this.phrases = new Map(entries.filter(([key]) => !key.includes("{")));
    this.patterns = entries
      .filter(([key]) => key.includes("{"))
      .sort(([a], [b]) => lengthOfWords(b) - lengthOfWords(a))
      .map(([key, into]) => toPattern(key, into));
  }

  /** What is not in the catalogue (names, a vendor's own words) stays as it is. */
  translate(text: string): string {
    return this.look(text).text;
  }

  /** Whether the catalogue has the whole of a text. */
  has(text: string): boolean {
    return this.look(text).whole;
  }

  private look(text: string): Translation {
    const before = this.kept.get(text);
    if (before !== undefined) return before;
    const found = this.lookAnew(text);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(text, found);
    return found;
  }

  private lookAnew(text: string): Translation {
    const small = uncapitalised(text);
    const phrase = this.phrases.get(text) ?? this.phrases.get(small);
    if (phrase !== undefined) return { text: phrase, found: true, whole: true };
    return (
      this.inParts(text, clauses) ??
      this.inParts(text, sentences) ??
      this.byPattern(text) ??
      this.byPattern(small) ??
      this.inParts(text, listed) ?? { text, found: false, whole: text === "" || quantity.test(text) }
    );
  }

  private inParts(text: string, { at, joint }: { at: string | RegExp; joint: string }): Translation | null {
    const parts = text.split(at);
    if (parts.length === 1) return null;
    const all = parts.map((part) => this.look(part));
    const found = all.some((part) => part.found);
    const whole = all.every((part) => part.whole);
    return { text: found ? all.map((part) => part.text).join(joint) : text, found, whole };
  }

  private byPattern(text: string): Translation | null {
    for (const { match, into, phrases } of this.patterns) {
      const places = match.exec(text)?.groups;
      if (places === undefined || !phrases.every((name) => this.has(places[name] ?? ""))) continue;
      const filled = into.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = places[name] ?? "";
        return phrases.includes(name) ? this.translate(value) : value;
      });
      return { text: filled, found: true, whole: true };
    }
    return null;
  }
}

const place = /\{(\w+)(?::(phrase|number))?\}/;

function toPattern(key: string, into: string): Pattern {
  const phrases: string[] = [];
  const source = key.split(/(\{[^}]+\})/).map((part) => {
    const [, name, kind] = place.exec(part) ?? [];
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (kind === "phrase") phrases.push(name);
    return `(?<${name}>${kind === "number" ? "[0-9A-F]+h?" : ".+?"})`;
  });
  return { match: new RegExp(`^${source.join("")}$`), into, phrases };
}

function lengthOfWords(key: string): number {
  return key.replaceAll(/\{[^}]+\}/g, "").length;
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
