import type { ConsoleMark } from "@/lib/contracts/recording";

export type MarkKind = ConsoleMark["kind"];

/** Kinds of marks as people choose between them. */
export const markGroups = {
  loss: [
    "gap",
    "overrun",
    "skipped",
    "restarted",
    "recording-stopped",
    "recording-resumed",
    "typing-not-kept",
  ],
  link: ["reconnected", "taken"],
  power: ["power"],
  boot: ["boot"],
  event: ["event"],
  match: ["match"],
  people: ["joined", "left", "writer"],
} as const satisfies Record<string, readonly MarkKind[]>;
export type MarkGroup = keyof typeof markGroups;

export const groupNames = Object.keys(markGroups) as MarkGroup[];

const groupByKind = new Map<MarkKind, MarkGroup>(
  groupNames.flatMap((group) => markGroups[group].map((kind) => [kind, group] as const)),
);

export const groupOf = (kind: MarkKind): MarkGroup => groupByKind.get(kind) ?? "loss";

/**
 * Of the newest marks, as many as can be asked for: where there are as many, there may be older ones, and the oldest is left out for them.
 * `since`: of the first that is shown; null when all are.
 */
export function newestOf(
  marks: readonly ConsoleMark[],
  most: number,
): { readonly marks: readonly ConsoleMark[]; readonly since: string | null } {
  if (marks.length < most) return { marks, since: null };
  const shown = marks.slice(1);
  return { marks: shown, since: shown[0]?.at ?? null };
}

/** Offset of the last mark up to a place; null before the first. */
export function passedBy(marks: readonly ConsoleMark[], offset: number): number | null {
  return marks.findLast((mark) => mark.offset <= offset)?.offset ?? null;
}

/** The mark before or after a place; null when there is none. Marks are in order of their offsets. */
export function neighbour(
  marks: readonly ConsoleMark[],
  offset: number,
  direction: "previous" | "next",
): ConsoleMark | null {
  if (direction === "next") return marks.find((mark) => mark.offset > offset) ?? null;
  return marks.findLast((mark) => mark.offset < offset) ?? null;
}

/** From when to when somebody had the keyboard, by the mark that says so; null for another mark, and when nobody got it. */
export function turnOf(
  marks: readonly ConsoleMark[],
  mark: ConsoleMark,
): { readonly since: string; readonly before: string | undefined } | null {
  if (mark.kind !== "writer" || mark.text === "") return null;
  const next = marks.find(({ kind, at }) => kind === "writer" && Date.parse(at) > Date.parse(mark.at));
  return { since: mark.at, before: next?.at };
}

/** At most `most` marks around a place, in order. */
export function nearest(marks: readonly ConsoleMark[], offset: number, most: number): readonly ConsoleMark[] {
  const after = marks.findIndex((mark) => mark.offset > offset);
  const middle = after < 0 ? marks.length : after;
  const start = Math.max(0, Math.min(middle - Math.floor(most / 2), marks.length - most));
  return marks.slice(start, start + most);
}

/** A tick of the rail: where, 0 to 1, and what of. */
export interface Tick {
  readonly at: number;
  readonly group: MarkGroup;
}

/** Groups that matter more hide those that matter less where both fall on one tick. */
const weight: Record<MarkGroup, number> = {
  people: 0,
  link: 1,
  boot: 2,
  power: 3,
  event: 4,
  match: 5,
  loss: 6,
};

/** One tick a step of the rail at the most, however many marks there are. */
export function ticks(
  marks: readonly ConsoleMark[],
  from: number,
  until: number,
  steps: number,
): readonly Tick[] {
  const length = Math.max(1, until - from);
  const found = new Map<number, MarkGroup>();
  for (const { offset, kind } of marks) {
    if (offset < from || offset > until) continue;
    const step = Math.min(steps - 1, Math.floor(((offset - from) / length) * steps));
    const group = groupOf(kind);
    const held = found.get(step);
    if (held === undefined || weight[group] > weight[held]) found.set(step, group);
  }
  return [...found].sort(([a], [b]) => a - b).map(([step, group]) => ({ at: step / steps, group }));
}

/** About when the byte at `offset` came: between the two nearest moments that are known. Null when none is. */
export function momentNear(
  known: readonly { readonly offset: number; readonly at: string }[],
  offset: number,
): number | null {
  const before = known.findLast((point) => point.offset <= offset);
  const after = known.find((point) => point.offset > offset);
  if (!before) return after ? Date.parse(after.at) : null;
  if (!after) return Date.parse(before.at);
  const [start, end] = [Date.parse(before.at), Date.parse(after.at)];
  return start + ((end - start) * (offset - before.offset)) / (after.offset - before.offset);
}
