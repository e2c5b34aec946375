import type { ConsoleSegmentRow } from "@/server/database/console-segment-store";
import type { Verification } from "./recording";
import { segmentHash } from "./segment-chain";
import { isMissing } from "./segment-content";
import { namesIn, parseSegmentFileName } from "./segment-paths";
import type { SegmentReader } from "./segment-reader";

/**
 * Walks the chain from the oldest segment there is. A segment is `changed` when its content does not give the hash that the one after it,
 * or its row, has noted; `missing` when numbers before or rows after it say that it was. Rejects when the disk cannot be read.
 */
export async function verifySegments(
  folder: string,
  rows: readonly ConsoleSegmentRow[],
  reader: SegmentReader,
  signal?: AbortSignal,
): Promise<Verification> {
  const names = (await namesIn(folder)).map(parseSegmentFileName).filter((name) => name?.part === "log");
  const found = new Set(names.flatMap((name) => name?.number ?? []));
  const noted = new Map(rows.map((row) => [row.number, row]));
  const known = [...found, ...noted.keys()].sort((a, b) => a - b);
  const [first, last] = [known[0] ?? 1, known.at(-1) ?? 0];
  const broken = (number: number, problem: "changed" | "missing") => ({
    segments,
    broken: { number, problem, row: noted.get(number) ?? null },
  });
  let before: string | null = null;
  let segments = 0;
  for (let number = first; number <= last; number++) {
    signal?.throwIfAborted();
    if (!found.has(number)) return broken(number, "missing");
    const row = noted.get(number);
    const { head } = await reader.index(folder, number).catch(damaged);
    const previous = head?.previous ?? null;
    if (number > first && previous !== before) {
      return broken(head === null ? number : number - 1, "changed");
    }
    segments += 1;
    if (row?.closedAt === null) continue;
    before = await segmentHash(folder, number, previous).catch(damagedHash);
    if (before === null || (row && row.hash !== before)) {
      return broken(number, "changed");
    }
  }
  return { segments, broken: null };
}

const isDamage = (error: unknown) =>
  isMissing(error) || ((error as NodeJS.ErrnoException).code ?? "").startsWith("Z_");

function damaged(error: unknown): { readonly head: null } {
  if (isDamage(error)) return { head: null };
  throw error;
}

function damagedHash(error: unknown): null {
  if (isDamage(error)) return null;
  throw error;
}
