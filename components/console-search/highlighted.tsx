import { pieces, type Range } from "./find-in-lines";

/** A line with what matches marked. What hosts print is text, never markup. */
export function Highlighted({ line, ranges }: { line: string; ranges: readonly Range[] }) {
  return pieces(line, ranges).map(({ at, text, isMatch }) =>
    isMatch ? (
      <mark key={at} className="bg-warning/35 text-foreground rounded-xs font-semibold">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );
}
