import { ApiError } from "@/lib/api-client";
import type { SearchLine, SearchMatch } from "@/lib/contracts/recording";

export type SearchEnd = Extract<SearchLine, { kind: "end" }>;

/** One search, as far as it has come. */
export interface SearchRun {
  readonly state: "idle" | "running" | "done" | "cancelled" | "failed";
  /** Those of one host together, newest first; hosts in the order they were found. */
  readonly matches: readonly SearchMatch[];
  readonly end: SearchEnd | null;
  /** Set in state `failed`. */
  readonly error: unknown;
}

export const IDLE: SearchRun = { state: "idle", matches: [], end: null, error: null };

/** The run after some more lines of the answer. */
export function withLines(run: SearchRun, lines: readonly SearchLine[]): SearchRun {
  const matches = lines.filter((line) => line.kind === "match");
  const end = lines.find((line) => line.kind === "end") ?? run.end;
  return { ...run, matches: byHost([...run.matches, ...matches]), end };
}

/** What was found in the newest 8 MiB of every host comes first: hosts would take turns. */
function byHost(matches: readonly SearchMatch[]): readonly SearchMatch[] {
  const hosts = [...new Set(matches.map(({ hostId }) => hostId))];
  const rank = new Map(hosts.map((hostId, index) => [hostId, index]));
  const rankOf = ({ hostId }: SearchMatch) => rank.get(hostId) ?? 0;
  return [...matches].sort((a, b) => rankOf(a) - rankOf(b) || b.offset - a.offset);
}

/** The answer is over: a search whose end was not told has not ended, it broke. */
export function finished(run: SearchRun): SearchRun {
  if (run.end) return { ...run, state: "done" };
  return { ...run, state: "failed", error: new ApiError(0, null) };
}

/** Why a search failed, as far as the page treats it differently. */
export function failureOf(error: unknown): "busy" | "broken" | "other" {
  if (!(error instanceof ApiError)) return "other";
  if (error.status === 429) return "busy";
  return error.status === 0 ? "broken" : "other";
}
