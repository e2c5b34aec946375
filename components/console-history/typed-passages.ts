import type { TypedText } from "@/lib/contracts/typed-text";

/** What one person typed without a longer pause. */
export interface TypedPassage {
  readonly id: string;
  readonly at: string;
  readonly typist: string;
  readonly count: number;
  /** Null when it does not open. */
  readonly bytes: Uint8Array | null;
}

/** A longer pause begins another passage. */
const PAUSE_MS = 10_000;

/** Seconds of typing put together to what can be read; in order of their ids. */
export function passagesOf(typed: readonly TypedText[]): readonly TypedPassage[] {
  const groups: TypedText[][] = [];
  for (const text of typed) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && continues(last, text)) group.push(text);
    else groups.push([text]);
  }
  return groups.map(passageOf);
}

function continues(before: TypedText, after: TypedText): boolean {
  if (before.data === null || after.data === null || before.typist !== after.typist) return false;
  return Date.parse(after.at) - Date.parse(before.at) <= PAUSE_MS;
}

function passageOf(group: readonly TypedText[]): TypedPassage {
  const [{ id, at, typist } = { id: "", at: "", typist: "" }] = group;
  const count = group.reduce((sum, { bytes }) => sum + bytes, 0);
  return { id, at, typist, count, bytes: bytesOf(group) };
}

function bytesOf(group: readonly TypedText[]): Uint8Array | null {
  const parts = group.map(({ data }) => (data === null ? null : atob(data)));
  if (parts.includes(null)) return null;
  return Uint8Array.from(parts.join(""), (char) => char.charCodeAt(0));
}
