import type { Conversion } from "../../ipmi/records/conversion";
import type { KnownMistake } from "../tally";

/**
 * FreeIPMI's arithmetic as its sources have it, mistakes included: to tell a reading that it gets wrong in a known way from one
 * that we get wrong.
 */

const LONG_MIN = -(2 ** 63);
const CUBE_ROOT = 11;

/** C's conversion of a double to a 64-bit integer, as x86 does it. */
function toLong(value: number): number {
  return Math.abs(value) < 2 ** 63 ? Math.trunc(value) : LONG_MIN;
}

/** Two decimals: right for positive numbers that fit into 64 bits, else not. Ties go down. */
export function roundedByFreeIpmi(value: number): number {
  const whole = toLong(value);
  const hundredths = (value - whole) * 100;
  const cut = toLong(hundredths);
  return whole + (hundredths - cut > 0.5 ? cut + 1 : cut) / 100;
}

/** What FreeIPMI makes of the linear part of a cube root sensor. */
function cubeRootOfFreeIpmi(linear: number): number {
  return linear ** -3;
}

/**
 * Which known mistake makes FreeIPMI print `text` for a reading of `value`; null: none. `linear` is the reading before
 * linearisation.
 */
export function freeIpmiMistake(
  text: string,
  value: number,
  linear: number,
  { linearisation }: Conversion,
): KnownMistake | null {
  if (linearisation === CUBE_ROOT && prints(cubeRootOfFreeIpmi(linear), text)) {
    return { why: "FreeIPMI computes x^-3 for a cube root" };
  }
  if (!prints(value, text)) return null;
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) {
    return { why: "FreeIPMI rounds through a 64-bit integer, which this does not fit into" };
  }
  return value < 0 ? { why: "FreeIPMI rounds negative readings towards zero" } : null;
}

/** The last bits of a sum may put a value on either side of where two decimals change. */
const noise: readonly number[] = [0, 1e-12, -1e-12];

function prints(value: number, text: string): boolean {
  const printed = Number(text);
  return noise.some((part) => {
    const rounded = roundedByFreeIpmi(value * (1 + part));
    return Math.abs(printed - rounded) <= Math.max(1e-6, Math.abs(rounded) * 1e-12);
  });
}
