/**
 * How well `query` finds `text`: null when a word of it is nowhere, else higher is better. Every word must occur;
 * the start of the text counts most, then the start of a word, then anywhere.
 */
export function matchScore(text: string, query: string): number | null {
  const haystack = text.toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = haystack.indexOf(word);
    if (at < 0) return null;
    if (at === 0) score += 3;
    else if (/[^\p{L}\p{N}]/u.test(haystack.charAt(at - 1))) score += 2;
    else score += 1;
  }
  return score;
}

/** A hit in the name is worth more than any number of hits elsewhere. */
const NAME_WEIGHT = 100;

/** The best `limit` items that match, best first; equal ones keep their order. `rest` is searched besides the name. */
export function bestMatches<T>(
  items: readonly T[],
  text: { readonly name: (item: T) => string; readonly rest?: (item: T) => string },
  query: string,
  limit: number,
): T[] {
  const score = (item: T) => {
    const anywhere = matchScore(`${text.name(item)} ${text.rest?.(item) ?? ""}`, query);
    return anywhere === null ? null : anywhere + NAME_WEIGHT * (matchScore(text.name(item), query) ?? 0);
  };
  return items
    .map((item) => ({ item, score: score(item) }))
    .filter((scored): scored is { item: T; score: number } => scored.score !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
