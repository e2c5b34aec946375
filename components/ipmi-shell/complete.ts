import type { ShellVerb } from "@/lib/contracts/ipmi-shell";

/** What Tab makes of a line. */
export interface Completion {
  /** The line with as much added as all candidates share. */
  readonly line: string;
  /** The words that could come next, when there are several. */
  readonly candidates: readonly string[];
}

/** Completes the word the line ends in: from the words of verbs that begin like the words before it. */
export function complete(verbs: readonly ShellVerb[], line: string): Completion {
  const words = line.trimStart().split(/\s+/);
  const begun = words.pop() ?? "";
  const next = new Set<string>();
  for (const { path } of verbs) {
    const word = path[words.length];
    if (word?.startsWith(begun) && words.every((given, index) => path[index] === given)) next.add(word);
  }
  const candidates = [...next].sort();
  const [only] = candidates;
  if (only === undefined) return { line, candidates };
  if (candidates.length === 1) return { line: [...words, only, ""].join(" "), candidates: [] };
  return { line: [...words, commonStart(candidates)].join(" "), candidates };
}

/** The verb a line means: the one whose words it begins with, the longest when there are several. */
export function verbOf(verbs: readonly ShellVerb[], line: string): ShellVerb | null {
  const words = line.trim().split(/\s+/);
  let found: ShellVerb | null = null;
  for (const verb of verbs) {
    const matches = verb.path.every((word, index) => words[index] === word);
    if (matches && verb.path.length > (found?.path.length ?? 0)) found = verb;
  }
  return found;
}

/** Verbs for a list: all of `search`'s words are in the verb's words or its summary. */
export function matchingVerbs(verbs: readonly ShellVerb[], search: string): readonly ShellVerb[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return verbs.filter(({ path, summary }) => {
    const text = `${path.join(" ")} ${summary}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function commonStart(words: readonly string[]): string {
  const [first = "", ...others] = words;
  let length = first.length;
  for (const word of others) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
