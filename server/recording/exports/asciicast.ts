import { StringDecoder } from "node:string_decoder";
import type { Stretch } from "../recording";
import { markText } from "./lines-and-marks";

export interface AsciicastOptions {
  /** The host's name. */
  readonly title: string;
  readonly width?: number;
  /** As firmware draws: 25 lines, unless said. */
  readonly height?: number;
}

/**
 * A film for asciinema, asciicast v2: a line of JSON for the head, and one for each moment at which bytes came, in seconds since the
 * first. Marks are markers.
 */
export async function* exportAsciicast(
  stretches: AsyncIterable<Stretch>,
  { title, width = 80, height = 25 }: AsciicastOptions,
): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let start: number | null = null;
  let last = 0;
  const event = (at: number, code: "o" | "m", data: string) => {
    last = Math.max(last, at - (start ?? at));
    return `${JSON.stringify([last / 1000, code, data])}\n`;
  };
  for await (const stretch of stretches) {
    if (start === null) {
      start = firstMoment(stretch);
      yield `${JSON.stringify({ version: 2, width, height, timestamp: Math.floor(start / 1000), title })}\n`;
    }
    for (const item of inOrder(stretch)) {
      const data = typeof item.data === "string" ? item.data : decoder.write(item.data);
      if (data !== "") yield event(item.at, typeof item.data === "string" ? "m" : "o", data);
    }
  }
  const rest = decoder.end();
  if (start === null) yield `${JSON.stringify({ version: 2, width, height, title })}\n`;
  else if (rest !== "") yield event(start + last, "o", rest);
}

interface Item {
  readonly offset: number;
  readonly at: number;
  readonly data: Buffer | string;
}

function firstMoment({ times, marks }: Stretch): number {
  return times[0]?.[1] ?? Date.parse(marks[0]?.at ?? "1970-01-01T00:00:00Z");
}

/** A stretch by the moments its bytes came, cut at its marks. */
function inOrder({ from, bytes, times, marks }: Stretch): Item[] {
  const until = from + bytes.length;
  const inside = marks.map(({ offset }) => offset).filter((offset) => offset > from && offset < until);
  const cuts = [...new Set([...times.map(([offset]) => offset), ...inside])].sort((a, b) => a - b);
  let at = 0;
  const timeAt = new Map(times.map(([offset, time]) => [offset, time]));
  const pieces = cuts.map((offset, i): Item => {
    at = timeAt.get(offset) ?? at;
    return { offset, at, data: bytes.subarray(offset - from, (cuts[i + 1] ?? until) - from) };
  });
  const markers = marks.map(
    (mark): Item => ({
      offset: mark.offset,
      at: Date.parse(mark.at),
      data: markText(mark),
    }),
  );
  // A mark stands before the byte at its place; the sort is stable.
  return [...markers, ...pieces].sort((a, b) => a.offset - b.offset);
}
