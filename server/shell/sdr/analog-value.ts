import type { Conversion } from "@/server/ipmi/records/conversion";

/** Exact powers of ten, −8 to 7: `10 ** n` is off by one bit for some. */
const powers: readonly number[] = [
  1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
];

const linearisations: readonly ((x: number) => number)[] = [
  (x) => x,
  Math.log,
  Math.log10,
  (x) => Math.log(x) / Math.log(2),
  Math.exp,
  (x) => 10 ** x,
  (x) => 2 ** x,
  (x) => 1 / x,
  (x) => x ** 2,
  (x) => x ** 3,
  Math.sqrt,
  Math.cbrt,
];

/**
 * A raw reading in the sensor's unit, unrounded and in ipmitool's order of operations, so that its last digit comes out
 * alike. May be infinite or not a number.
 */
export function analogValue(raw: number, conversion: Conversion): number {
  const { m, b, bExponent, resultExponent } = conversion;
  const linear = (m * signedRaw(raw, conversion) + b * power(bExponent)) * power(resultExponent);
  return linearise(linear, conversion);
}

/** A difference of readings: as `analogValue`, without B. */
export function analogDifference(raw: number, conversion: Conversion): number {
  const { m, resultExponent } = conversion;
  return linearise(m * signedRaw(raw, conversion) * power(resultExponent), conversion);
}

/** The tolerance, which counts in half raw counts. */
export function analogTolerance(halves: number, conversion: Conversion): number {
  const { m, resultExponent } = conversion;
  return linearise(m * (signedRaw(halves, conversion) / 2) * power(resultExponent), conversion);
}

/** The raw count nearest to a value, as ipmitool finds it: linear, 0 where the sensor's M is 0, cut to a byte. */
export function rawCount(value: number, { m, b, bExponent, resultExponent }: Conversion): number {
  if (m === 0) return 0;
  const count = (value / power(resultExponent) - b * power(bExponent)) / m;
  const whole = count - Math.trunc(count) >= 0.5 ? Math.ceil(count) : Math.trunc(count);
  return whole & 0xff;
}

function linearise(value: number, { linearisation }: Conversion): number {
  return (linearisations[linearisation] ?? ((x: number) => x))(value);
}

function power(exponent: number): number {
  return powers[exponent + 8] ?? 10 ** exponent;
}

function signedRaw(raw: number, { format }: Conversion): number {
  const byte = format === "ones-complement" && raw >= 0x80 ? (raw + 1) & 0xff : raw;
  return format === "unsigned" ? raw : (byte << 24) >> 24;
}
