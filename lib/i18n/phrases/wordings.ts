import type { PhraseCatalogue } from "./phrase-book";

const place = /\{[^}]+\}/;
/** Pieces of a sentence with fewer letters (`to`, `: on`) are in texts that have nothing to do with it. */
const FEWEST_LETTERS = 4;

interface Wording {
  readonly english: string;
  readonly translation: string;
}

/**
 * English wordings, at most `most`, of what `text` says in the catalogue's language: a text of the engine that is read with `text`
 * in it contains one of them. Those that fit `text` best come first; where one wording holds another, the shorter is enough.
 */
export function wordingsOf(catalogue: PhraseCatalogue, text: string, most: number): string[] {
  const sought = text.trim().toLowerCase();
  if (sought === "") return [];
  const fitting = Object.entries(catalogue)
    .flatMap(([key, translation]): Wording[] => {
      const says = translation.split(place).some((piece) => piece.toLowerCase().includes(sought));
      const english = longestPiece(key);
      return says && letters(english) >= FEWEST_LETTERS ? [{ english, translation }] : [];
    })
    .sort((a, b) => a.translation.length - b.translation.length);
  const kept: string[] = [];
  for (const { english } of fitting) {
    if (kept.length === most) break;
    const small = english.toLowerCase();
    if (!kept.some((one) => small.includes(one.toLowerCase()))) kept.push(english);
  }
  return kept;
}

const letters = (text: string): number => text.match(/[a-z]/gi)?.length ?? 0;

const longestPiece = (key: string): string =>
  key
    .split(place)
    .map((piece) => piece.trim())
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
