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

const inverses: readonly ((y: number) => number)[] = [
  (y) => y,
  Math.exp,
  (y) => 10 ** y,
  (y) => 2 ** y,
  Math.log,
  Math.log10,
  Math.log2,
  (y) => 1 / y,
  Math.sqrt,
  Math.cbrt,
  (y) => y ** 2,
  (y) => y ** 3,
];

/**
 * The raw byte nearest to a value, halves up; null when the sensor cannot express it: out of range, without slope,
 * non-linear.
 */
export function rawByte(value: number, conversion: Conversion): number | null {
  const { m, b, bExponent, resultExponent, linearisation, format } = conversion;
  const inverse = inverses[linearisation];
  if (m === 0 || inverse === undefined) return null;
  const count = Math.floor((inverse(value) / power(resultExponent) - b * power(bExponent)) / m + 0.5);
  const [least, most] = ranges[format ?? "unsigned"];
  if (!(count >= least && count <= most)) return null;
  return (format === "ones-complement" && count < 0 ? count - 1 : count) & 0xff;
}

const ranges = {
  unsigned: [0, 255],
  "ones-complement": [-127, 127],
  "twos-complement": [-128, 127],
} as const;

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
