import type { ConsoleMark } from "@/lib/contracts/recording";
import { type OutputLine, OutputLines, type StyleOf } from "../plain-text";
import type { Stretch } from "../recording";

export type LineOrMark =
  | { readonly kind: "line"; readonly line: OutputLine }
  | { readonly kind: "mark"; readonly mark: ConsoleMark };

/** The lines of some output, with marks before the first line that begins at or after their place. */
export async function* linesAndMarks(
  stretches: AsyncIterable<Stretch>,
  styleOf?: StyleOf,
): AsyncGenerator<LineOrMark> {
  let marks: ConsoleMark[] = [];
  let ready: LineOrMark[] = [];
  let next: number | null = null;
  const takeMarks = (until: number) => {
    ready.push(
      ...marks.filter(({ offset }) => offset <= until).map((mark) => ({ kind: "mark", mark }) as const),
    );
    marks = marks.filter(({ offset }) => offset > until);
  };
  const lines = new OutputLines(
    0,
    (line) => {
      takeMarks(line.from);
      ready.push({ kind: "line", line });
    },
    styleOf,
  );
  for await (const stretch of stretches) {
    if (stretch.from !== next) lines.jump(stretch.from);
    marks.push(...stretch.marks);
    lines.push(stretch.bytes);
    next = stretch.from + stretch.bytes.length;
    yield* ready;
    ready = [];
  }
  lines.flush();
  takeMarks(Number.POSITIVE_INFINITY);
  yield* ready;
}

/** A mark as a line for people: when, what, and how many bytes are missing. */
export function markText({ at, kind, text, bytes }: ConsoleMark): string {
  const missing = bytes === null ? [] : [`${bytes} bytes missing`];
  const words = [text, ...missing].filter((part) => part !== "").join(", ");
  return `[${at} ${kind.replace("-", " ")}${words === "" ? "" : `: ${words}`}]`;
}
