import type { Stretch } from "../recording";
import { linesAndMarks, markText } from "./lines-and-marks";

/** What a screen would have shown, line by line; marks are lines in brackets. */
export async function* exportText(stretches: AsyncIterable<Stretch>): AsyncGenerator<string> {
  for await (const item of linesAndMarks(stretches)) {
    yield item.kind === "line" ? `${item.line.text}\n` : `${oneLine(markText(item.mark))}\n`;
  }
}

/** Names of people and words of a BMC may stand in a mark. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
