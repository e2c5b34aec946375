import type { ByteReader } from "../wire/byte-reader";

/** How a raw byte is a number (IPMI 2.0 §43.1, byte 21); null: the sensor has no analog reading. */
export type AnalogFormat = "unsigned" | "ones-complement" | "twos-complement" | null;

const analogFormats: readonly AnalogFormat[] = ["unsigned", "ones-complement", "twos-complement", null];

/** y = L[(M·x + B·10^bExponent)·10^resultExponent] (IPMI 2.0 §36.3). */
export interface Conversion {
  readonly format: AnalogFormat;
  /**
   * 0–11, table 43-1 byte 24. 70h–7Fh are non-linear: the factors hold for one reading only, so that nothing can be
   * converted from the record alone.
   */
  readonly linearisation: number;
  readonly m: number;
  readonly b: number;
  readonly resultExponent: number;
  readonly bExponent: number;
  /** In half raw counts. */
  readonly tolerance: number;
  /** In per cent: accuracy / 100 · 10^exponent. */
  readonly accuracy: number;
}

const linearisations: readonly ((x: number) => number)[] = [
  (x) => x,
  Math.log,
  Math.log10,
  Math.log2,
  Math.exp,
  (x) => 10 ** x,
  (x) => 2 ** x,
  (x) => 1 / x,
  (x) => x ** 2,
  (x) => x ** 3,
  Math.sqrt,
  Math.cbrt,
];

/** The analog format bits of the first units byte. */
export function analogFormat(unitsFlags: number): AnalogFormat {
  return analogFormats[unitsFlags >> 6] ?? null;
}

/** Reads linearisation to exponents: bytes 24–30 of a full sensor record. */
export function decodeConversion(reader: ByteReader, format: AnalogFormat): Conversion {
  const linearisation = reader.u8() & 0x7f;
  const m = reader.u8();
  const mHighTolerance = reader.u8();
  const b = reader.u8();
  const bHighAccuracy = reader.u8();
  const accuracyHigh = reader.u8();
  const exponents = reader.u8();
  const accuracy = (bHighAccuracy & 0x3f) | ((accuracyHigh >> 4) << 6);
  return {
    format,
    linearisation,
    m: signed(m | ((mHighTolerance >> 6) << 8), 10),
    b: signed(b | ((bHighAccuracy >> 6) << 8), 10),
    resultExponent: signed(exponents >> 4, 4),
    bExponent: signed(exponents & 0x0f, 4),
    tolerance: mHighTolerance & 0x3f,
    accuracy: (accuracy / 100) * 10 ** ((accuracyHigh >> 2) & 0x03),
  };
}

/**
 * A raw reading or threshold in the sensor's unit, to twelve significant digits so that 0.1 V steps show as such.
 * Null when the sensor is not analog or non-linear, or the formula has no value there (logarithm of a negative …).
 */
export function convert(raw: number, conversion: Conversion): number | null {
  const x = signedRaw(raw, conversion.format);
  const linearise = linearisations[conversion.linearisation];
  if (x === null || linearise === undefined) return null;
  const { m, b, bExponent, resultExponent } = conversion;
  const value = linearise(clean((m * x + b * 10 ** bExponent) * 10 ** resultExponent));
  return Number.isFinite(value) ? clean(value) : null;
}

function signedRaw(raw: number, format: AnalogFormat): number | null {
  switch (format) {
    case "unsigned":
      return raw;
    case "twos-complement":
      return signed(raw, 8);
    case "ones-complement":
      return raw < 0x80 ? raw : raw - 0xff;
    case null:
      return null;
  }
}

/** Rounds binary noise away, and −0 to 0. */
function clean(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value;
}

function signed(value: number, bits: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}
