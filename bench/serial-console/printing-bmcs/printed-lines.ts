import { hash } from "../../../server/simulator/machine/random";

/** Of a line, its end included: a BMC sends one in a packet, at once. */
export const PRINTED_LINE_BYTES = 192;
const STAMP_DIGITS = 16;
const NUMBER_DIGITS = 8;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** The line of this number when it is printed at this moment. */
export type PrintedLine = (at: number, number: number) => string;

/** Microseconds of a clock that all processes of a machine share. */
export function sharedMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** `0000012345678901 00000042 …`: when it is printed, which line it is, and characters that differ from line to line and host to host. */
export function printedLines(seed: number): PrintedLine {
  const letter = (_: unknown, i: number) => ALPHABET.charAt(hash(seed, i) % ALPHABET.length);
  const filler = Array.from({ length: PRINTED_LINE_BYTES }, letter).join("").repeat(2);
  return (at, number) => {
    const head = `${String(at).padStart(STAMP_DIGITS, "0")} ${String(number).padStart(NUMBER_DIGITS, "0")} `;
    const turn = number % PRINTED_LINE_BYTES;
    return `${head}${filler.slice(turn, turn + PRINTED_LINE_BYTES - head.length - 2)}\r\n`;
  };
}

/** When a line was printed, from its beginning. */
export const printedAt = (line: string) => Number(line.slice(0, STAMP_DIGITS));
