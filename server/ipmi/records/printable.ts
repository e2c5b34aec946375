/** Longest text that leaves the decoders; nothing in SDR, SEL or FRU is longer by right. */
const LONGEST = 256;

/**
 * C0 and C1 controls, bidirectional and other invisible format characters, line separators, lone surrogates,
 * non-characters: whatever could move a cursor, reorder or hide a line, or be refused by a database.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** A surrogate pair cut in half by the length limit. */
const cutPair = /\p{Cs}$/u;

/** Makes text a BMC sent safe to show and store. What is left of an empty or hostile text may be "". */
export function printable(text: string): string {
  return text
    .slice(0, 4 * LONGEST)
    .replace(unprintable, "")
    .slice(0, LONGEST)
    .replace(cutPair, "")
    .trim();
}
