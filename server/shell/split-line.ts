import { UsageError } from "./verb";

/** The words of a typed line: blanks part them, quotes of either kind keep blanks. Throws UsageError at an open quote. */
export function splitLine(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (const character of line) {
    if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") throw new UsageError(`A quote is open: ${quote}`);
  if (word !== null) words.push(word);
  return words;
}
