import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { endLine, headLine, timeLine } from "../../server/recording/segment-index";
import { compressedPath, hostFolder, segmentPath } from "../../server/recording/segment-paths";
import { logOf, rareLine } from "./logs";

const compress = promisify(gzip);

/** As large as the engine closes them. */
export const SEGMENT_BYTES = 8 * 2 ** 20;
/** So many segments differ, the others are copies: making ten gigabytes takes longer than searching them. */
const DIFFERENT = 24;
/** One in so many begins with the rare line. */
const RARE_EVERY = 500;
const FIRST_RARE = 20;
const HOUR_MS = 3_600_000;

/** Writes closed, compressed segments of these hosts in turn, as recordings leave them; an hour of output each, the last just now. */
export async function writeSegments(
  folder: string,
  hosts: readonly string[],
  segments: number,
): Promise<void> {
  const contents = await Promise.all(
    Array.from({ length: DIFFERENT }, (_, seed) => compress(logOf(seed, SEGMENT_BYTES))),
  );
  const rare = Buffer.concat([rareLine, logOf(DIFFERENT, SEGMENT_BYTES)]);
  const withRare = await compress(rare.subarray(0, SEGMENT_BYTES));
  const rounds = Math.ceil(segments / hosts.length);
  for (let segment = 0; segment < segments; segment++) {
    const host = hosts[segment % hosts.length] ?? "";
    const round = Math.floor(segment / hosts.length);
    const place = hostFolder(join(folder, "consoles"), host);
    await mkdir(place, { recursive: true, mode: 0o700 });
    const startedAt = Date.now() - (rounds - round) * HOUR_MS;
    const content = segment % RARE_EVERY === FIRST_RARE ? withRare : contents[segment % DIFFERENT];
    await writeFile(compressedPath(segmentPath(place, round + 1, "log")), content ?? withRare);
    const index = await compress(indexOf(round, startedAt));
    await writeFile(compressedPath(segmentPath(place, round + 1, "idx")), index);
  }
}

function indexOf(round: number, startedAt: number): string {
  const from = round * SEGMENT_BYTES;
  const [middle, end] = [from + SEGMENT_BYTES / 2, from + SEGMENT_BYTES];
  return [
    headLine({ number: round + 1, from, startedAt, previous: null }),
    timeLine(from, startedAt),
    timeLine(middle, startedAt + HOUR_MS / 2),
    endLine(end, startedAt + HOUR_MS - 1),
  ].join("");
}
