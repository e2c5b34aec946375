/** Chance that follows from a seed: the same place in the same machine always draws the same number. */

/** A 32-bit hash of a seed and a place (which thing, which moment). */
export function hash(seed: number, place: number, moment = 0): number {
  let h = (seed ^ Math.imul(place, 0x9e3779b1) ^ Math.imul(moment, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 0 ≤ x < 1. */
export function fraction(seed: number, place: number, moment = 0): number {
  return hash(seed, place, moment) / 0x1_0000_0000;
}

/** One of `choices`. */
export function pick<T>(choices: readonly [T, ...T[]], seed: number, place: number, moment = 0): T {
  return choices[hash(seed, place, moment) % choices.length] ?? choices[0];
}

/** −1 … 1, smooth in `x`: one new random height at each whole number, a cosine between them. */
export function smoothNoise(seed: number, place: number, x: number): number {
  const whole = Math.floor(x);
  const from = fraction(seed, place, whole);
  const to = fraction(seed, place, whole + 1);
  const weight = (1 - Math.cos((x - whole) * Math.PI)) / 2;
  return (from + (to - from) * weight) * 2 - 1;
}

const SERIAL_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A serial number of `length` characters. */
export function serialNumber(seed: number, place: number, length: number): string {
  return Array.from({ length }, (_, i) =>
    SERIAL_ALPHABET.charAt(hash(seed, place, i) % SERIAL_ALPHABET.length),
  ).join("");
}
