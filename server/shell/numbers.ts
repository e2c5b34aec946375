/**
 * A whole number as C's strtol with base 0 reads it: decimal, 0x… or octal with a leading 0, a sign allowed.
 * Null when it is none or out of the range.
 */
export function parseNumber(word: string, least: number, most: number): number | null {
  const [, sign, digits] = /^\s*([+-]?)(0x[0-9a-f]+|[0-9]+)$/i.exec(word) ?? [];
  if (digits === undefined) return null;
  const value = magnitude(digits);
  if (value === null) return null;
  const signed = sign === "-" ? -value : value;
  return signed < least || signed > most ? null : signed;
}

/** 0–255. */
export function parseByte(word: string): number | null {
  return parseNumber(word, 0, 255);
}

function magnitude(digits: string): number | null {
  if (/^0x/i.test(digits)) return Number.parseInt(digits, 16);
  if (digits.length > 1 && digits.startsWith("0")) {
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
  }
  return Number.parseInt(digits, 10);
}
