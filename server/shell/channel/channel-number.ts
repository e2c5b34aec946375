import { parseByte } from "../numbers";
import { UsageError } from "../verb";

/** A channel named in the words of a verb: 0–11, 14 for the present one, 15 for the system interface (IPMI 2.0 §6.3). */
export function parseChannel(word: string): number {
  const channel = parseByte(word);
  if (channel !== null && (channel <= 11 || channel === 14 || channel === 15)) return channel;
  throw new UsageError(
    `Given Channel number '${word}' is either invalid or out of range.\nChannel number must be from ranges: <0x0..0xB>, <0xE..0xF>`,
  );
}
