/** True when `text` is `value` rounded to the decimals it is written with, give or take the last bits of the sum before. */
export function writes(text: string, value: number | null): boolean {
  const written = cNumber(text);
  if (written === null) return false;
  if (value === null) return !Number.isFinite(written);
  if (!Number.isFinite(written)) return false;
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  return Math.abs(written - value) <= 0.5 * 10 ** -decimals + Math.abs(value) * 1e-9 + 1e-12;
}

/** A number as C prints it, infinities and "not a number" included; null for other text. */
export function cNumber(text: string): number | null {
  const word = text.trim();
  if (/^-?nan$/i.test(word)) return Number.NaN;
  if (/^-?inf$/i.test(word))
    return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return word !== "" && Number.isFinite(Number(word)) ? Number(word) : null;
}
