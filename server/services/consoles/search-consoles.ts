import type { ConsoleSearch, SearchLine } from "@/lib/contracts/recording";
import type { HostRow } from "@/server/database/host-store";
import { SearchPatternError, SearchUnavailableError } from "@/server/recording/ripgrep";
import { type SearchFound, searchSegments } from "@/server/recording/search";
import { requirePermission } from "../access/require-permission";
import { actorName, type ServiceContext } from "../context";
import { InvalidError, UnavailableError } from "../errors";
import type { RecordingDeps } from "./console-services";

const MAX_MS = 30_000;
const WRITTEN_PATTERN = 200;

/**
 * Looks through what consoles printed, newest first. Resolves with the lines when the first is there or it is known that
 * the search can be done; rejects before, with InvalidError for an expression that is none.
 */
export async function searchConsoles(
  deps: RecordingDeps,
  ctx: ServiceContext,
  search: ConsoleSearch,
  signal: AbortSignal,
): Promise<AsyncIterable<SearchLine>> {
  requirePermission(ctx, "console.search");
  const giveBack = deps.consoles.searches.take(actorName(ctx.actor));
  // Lines that nobody takes are a generator that never began, and no `finally` of it ever runs.
  if (signal.aborted) giveBack();
  signal.addEventListener("abort", giveBack, { once: true });
  try {
    await deps.audit.record(ctx, {
      action: "console.search",
      host: null,
      outcome: "ok",
      detail: search.pattern.slice(0, WRITTEN_PATTERN),
    });
    const hosts = await wantedHosts(deps, search);
    const { pattern, regex, caseSensitive } = search;
    const filter = { hostIds: [...hosts.keys()], ...period(search) };
    const segments = await deps.consoles.recordings.searchable(filter, { pattern, regex, caseSensitive });
    const found = searchSegments({
      segments,
      pattern,
      regex,
      caseSensitive,
      ...period(search),
      limit: search.limit,
      maxMs: MAX_MS,
      signal,
    });
    const first = await found.next().catch(refused);
    return lines(hosts, first, found, giveBack);
  } catch (error) {
    giveBack();
    throw error;
  }
}

function period({ from, until }: ConsoleSearch): { from?: Date; until?: Date } {
  return { ...(from && { from: new Date(from) }), ...(until && { until: new Date(until) }) };
}

/** By id; named ones and those with a tag, all when neither is asked for. */
async function wantedHosts(
  { stores }: RecordingDeps,
  { hosts, tags }: ConsoleSearch,
): Promise<ReadonlyMap<string, HostRow>> {
  const everything = hosts.length === 0 && tags.length === 0;
  const wanted = (row: HostRow) =>
    everything || hosts.includes(row.id) || row.tags.some((tag) => tags.includes(tag));
  return new Map((await stores.hosts.list()).filter(wanted).map((row) => [row.id, row]));
}

function refused(error: unknown): never {
  if (error instanceof SearchPatternError) {
    throw new InvalidError(error.message, [
      { field: "pattern", code: "bad-pattern", message: error.message },
    ]);
  }
  if (error instanceof SearchUnavailableError) throw new UnavailableError(error.message);
  throw error;
}

async function* lines(
  hosts: ReadonlyMap<string, HostRow>,
  first: IteratorResult<SearchFound>,
  rest: AsyncGenerator<SearchFound>,
  giveBack: () => void,
): AsyncGenerator<SearchLine> {
  try {
    if (!first.done) yield lineOf(hosts, first.value);
    for await (const found of rest) yield lineOf(hosts, found);
  } finally {
    giveBack();
  }
}

function lineOf(hosts: ReadonlyMap<string, HostRow>, found: SearchFound): SearchLine {
  if (found.kind === "end") return { ...found };
  const { hostId, offset, at, line, before, after } = found;
  return {
    kind: "match",
    hostId,
    hostName: hosts.get(hostId)?.name ?? hostId,
    offset,
    at: at.toISOString(),
    line,
    before: [...before],
    after: [...after],
  };
}
