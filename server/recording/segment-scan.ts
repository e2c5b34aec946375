import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ConsoleSegmentRow } from "@/server/database/console-segment-store";
import { segmentHash } from "./segment-chain";
import { sizeOf, storedBytesOf } from "./segment-content";
import { namesIn, parseSegmentFileName, segmentPath } from "./segment-paths";
import type { SegmentReader } from "./segment-reader";

/** The newest segment, found plain: it was written to when the engine ended. */
export interface UnclosedSegment {
  readonly row: ConsoleSegmentRow;
  readonly previous: string | null;
  /** Lengths of its files; half a line of index is not counted. */
  readonly logBytes: number;
  readonly idxBytes: number;
  /** The engine let go of it in good order. */
  readonly ended: boolean;
  /** Its index knows of bytes up to here; beyond its end when the machine lost power. */
  readonly knownUntil: number;
}

export interface ScannedSegments {
  /** Oldest first. */
  readonly closed: readonly ConsoleSegmentRow[];
  readonly unclosed: UnclosedSegment | null;
  /** Closed ones of which a plain file is left. */
  readonly uncompressed: readonly number[];
  /** Rows that the database has not, or has otherwise. */
  readonly changed: readonly ConsoleSegmentRow[];
  /** Offset of the next byte, and number of the next segment; higher than any ever used. */
  readonly end: number;
  readonly nextNumber: number;
}

/**
 * What a host's folder holds. The files count; a row is believed only when it is of a closed segment and fits the size of its files.
 * Rejects when the folder cannot be read.
 */
export async function scanSegments(
  folder: string,
  hostId: string,
  rows: readonly ConsoleSegmentRow[],
  reader: SegmentReader,
): Promise<ScannedSegments> {
  const plain = await tidyNames(folder);
  const numbers = [...plain.keys()].sort((a, b) => a - b);
  const closed: ConsoleSegmentRow[] = [];
  const changed: ConsoleSegmentRow[] = [];
  const believed = new Map(rows.filter(({ closedAt }) => closedAt !== null).map((row) => [row.number, row]));
  let unclosed: UnclosedSegment | null = null;
  for (const number of numbers) {
    const stored = await storedBytesOf(folder, number);
    const known = believed.get(number);
    if (known?.storedBytes === stored) {
      closed.push(known);
      continue;
    }
    // One that was closed is not written to again, whatever became of its files.
    if (known === undefined && number === numbers.at(-1) && plain.get(number)) {
      unclosed = await unclosedSegment(folder, hostId, number, reader);
      if (unclosed !== null || stored === 0) break;
    }
    const row = { ...(await rebuilt(folder, hostId, number, closed.at(-1), reader)), ...notedHash(known) };
    changed.push(row);
    closed.push(row);
  }
  return {
    closed,
    unclosed,
    uncompressed: closed.filter(({ number }) => plain.get(number)).map(({ number }) => number),
    changed,
    end: Math.max(unclosed?.knownUntil ?? 0, closed.at(-1)?.until ?? 0, rows.at(-1)?.until ?? 0),
    nextNumber: Math.max(numbers.at(-1) ?? 0, rows.at(-1)?.number ?? 0) + 1,
  };
}

/** Segments of which there are bytes, and whether a part of each is plain. Removes what was left half done. */
async function tidyNames(folder: string): Promise<Map<number, boolean>> {
  const names = await namesIn(folder);
  for (const name of names) if (name.endsWith(".part")) await rm(join(folder, name), { force: true });
  const files = names.map(parseSegmentFileName).filter((file) => file !== null);
  const found = new Map<number, boolean>();
  const plain = new Set(files.filter(({ compressed }) => !compressed).map(({ number }) => number));
  for (const { number, part } of files) if (part === "log") found.set(number, plain.has(number));
  for (const { number } of files) {
    // The bytes go first when a segment is removed.
    if (!found.has(number)) await removeSegment(folder, number);
  }
  return found;
}

/** Its files, in whatever form; the bytes first. */
export async function removeSegment(folder: string, number: number): Promise<void> {
  for (const part of ["log", "idx"] as const) {
    const path = segmentPath(folder, number, part);
    await rm(`${path}.gz`, { force: true });
    await rm(path, { force: true });
  }
}

/** Null when its index does not say what it is. */
async function unclosedSegment(
  folder: string,
  hostId: string,
  number: number,
  reader: SegmentReader,
): Promise<UnclosedSegment | null> {
  const logBytes = await sizeOf(segmentPath(folder, number, "log"));
  const index = await reader.index(folder, number);
  if (logBytes === null || index.head === null) return null;
  const { from, startedAt, previous } = index.head;
  const lastAt = new Date(Math.max(startedAt, index.lastAt));
  return {
    row: {
      hostId,
      number,
      from,
      until: from + logBytes,
      startedAt: new Date(startedAt),
      lastAt,
      closedAt: null,
      storedBytes: logBytes + index.parsedBytes,
      hash: null,
    },
    previous,
    logBytes,
    idxBytes: index.parsedBytes,
    ended: index.ended && index.fedBytes === index.parsedBytes,
    knownUntil: Math.max(from + logBytes, index.lastOffset),
  };
}

/** A hash that was noted stands, whatever the files are now: else somebody who changes them need only wait for a restart. */
function notedHash(known: ConsoleSegmentRow | undefined): { readonly hash?: string } {
  return known?.hash == null ? {} : { hash: known.hash };
}

async function rebuilt(
  folder: string,
  hostId: string,
  number: number,
  before: ConsoleSegmentRow | undefined,
  reader: SegmentReader,
): Promise<ConsoleSegmentRow> {
  const { head, lastAt } = await reader.index(folder, number);
  const from = head?.from ?? before?.until ?? 0;
  const startedAt = head?.startedAt ?? before?.lastAt.getTime() ?? 0;
  const at = new Date(Math.max(startedAt, lastAt));
  return {
    hostId,
    number,
    from,
    until: from + (await reader.byteLength(folder, number)),
    startedAt: new Date(startedAt),
    lastAt: at,
    closedAt: at,
    storedBytes: await storedBytesOf(folder, number),
    hash: await segmentHash(folder, number, head?.previous ?? null),
  };
}
