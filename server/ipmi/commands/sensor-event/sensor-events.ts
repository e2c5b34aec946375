import type { ByteReader } from "../../wire/byte-reader";

/**
 * Events of one sensor, a bit each: thresholds 0–11 in the order of IPMI 2.0 table 42-2, discrete offsets 0–14.
 * Null where the BMC sent no byte for it.
 */
export interface SensorEventBits {
  readonly assertions: number | null;
  readonly deassertions: number | null;
}

/** Up to four bytes: assertions low and high, deassertions low and high; boards leave out what they do not have. */
export function decodeSensorEventBits(data: ByteReader): SensorEventBits {
  return { assertions: pair(data), deassertions: pair(data) };
}

function pair(data: ByteReader): number | null {
  if (data.remaining === 0) return null;
  const low = data.u8();
  return low | ((data.remaining > 0 ? data.u8() & 0x7f : 0) << 8);
}
