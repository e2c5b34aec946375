import { contentOf } from "../../server/recording/segment-content";
import { namesIn, parseSegmentFileName } from "../../server/recording/segment-paths";
import { PRINTED_LINE_BYTES, printedAt, printedLines } from "./printing-bmcs/printed-lines";

export interface Comparison {
  readonly bytes: number;
  /** Where it differs from what was printed; null when nothing does. */
  readonly problem: string | null;
}

/** A recording as it lies on the disk, beside what a host of this seed prints: every line from the first, whole and once. */
export async function compareRecording(folder: string, seed: number): Promise<Comparison> {
  const line = printedLines(seed);
  let [bytes, number] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  for (const segment of await segmentsIn(folder)) {
    for await (const piece of contentOf(folder, segment, "log")) {
      bytes += piece.length;
      const all = Buffer.concat([rest, piece]);
      let at = 0;
      for (; at + PRINTED_LINE_BYTES <= all.length; at += PRINTED_LINE_BYTES) {
        const text = all.toString("latin1", at, at + PRINTED_LINE_BYTES);
        if (text !== line(printedAt(text), number)) {
          return { bytes, problem: `line ${number} is "${text.slice(0, 30)}…"` };
        }
        number += 1;
      }
      rest = all.subarray(at);
    }
  }
  return { bytes, problem: number === 0 ? "nothing was recorded" : null };
}

async function segmentsIn(folder: string): Promise<number[]> {
  const files = (await namesIn(folder)).map(parseSegmentFileName);
  const numbers = files.flatMap((file) => (file?.part === "log" ? [file.number] : []));
  return [...new Set(numbers)].sort((a, b) => a - b);
}
