import type { ConsoleMark, ConsoleStretch } from "@/lib/contracts/recording";

/** A piece of the recorded output: bytes [from, until), when they came, and what happened there. */
export interface OutputPage {
  readonly from: number;
  readonly until: number;
  readonly bytes: Uint8Array;
  /** [offset, milliseconds since 1970], ascending. */
  readonly times: readonly (readonly [offset: number, at: number])[];
  readonly marks: readonly ConsoleMark[];
}

/** Opens the base64 of the API. Bytes and offsets agree afterwards, whatever the answer says of its end. */
export function pageOf({ from, data, times, marks }: ConsoleStretch): OutputPage {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  return { from, until: from + bytes.length, bytes, times, marks };
}

/** When the byte at `offset` came, as far as these pages tell; null before their first time point. */
export function timeAt(pages: readonly OutputPage[], offset: number): number | null {
  let found: number | null = null;
  for (const { times } of pages) {
    for (const [from, at] of times) {
      if (from > offset) return found;
      found = at;
    }
  }
  return found;
}

const ESCAPE = 0x1b;
const LINE_FEED = 0x0a;
/** A control sequence that was cut in two goes on for no longer than this. */
const LONGEST_REST = 128;

/**
 * How many bytes at the beginning are the rest of a character or control sequence whose start is not here: shown, they would be
 * rubbish. 0 where nothing near says so.
 */
export function restOfSequence(bytes: Uint8Array): number {
  const near = bytes.subarray(0, LONGEST_REST);
  const found = near.findIndex((byte) => byte === ESCAPE || byte === LINE_FEED);
  if (found < 0) return 0;
  return near[found] === LINE_FEED ? found + 1 : found;
}
