import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { searchSegments } from "../../server/recording/search";
import { segmentPath } from "../../server/recording/segment-paths";

/** GiB of logs, before they are compressed. */
const SIZE = Number(process.env.LIGHTSOUT_BENCH_GIB ?? 10);
const SEGMENT_BYTES = 8 * 2 ** 20;
const SEGMENTS = Math.round((SIZE * 2 ** 30) / SEGMENT_BYTES);
/** So many segments differ; the others are copies: making ten gigabytes anew takes longer than searching them. */
const DIFFERENT = 24;

export interface SearchTime {
  readonly what: string;
  readonly matches: number;
  readonly firstMs: number | null;
  readonly totalMs: number;
  readonly mebibytes: number;
}

/** Searches segments as they lie on the disk when they are closed: gzipped. */
export async function measureSearch(folder: string): Promise<readonly SearchTime[]> {
  await makeSegments(folder);
  try {
    const segments = Array.from({ length: SEGMENTS }, (_, i) => ({
      hostId: "h",
      number: SEGMENTS - i,
      folder,
      from: (SEGMENTS - i - 1) * SEGMENT_BYTES,
      until: (SEGMENTS - i) * SEGMENT_BYTES,
      ruledOut: false,
      timeOf: async () => 0,
    }));
    const search = async (what: string, pattern: string, regex: boolean, caseSensitive: boolean) => {
      const begun = performance.now();
      let [matches, firstMs] = [0, null as number | null];
      const found = searchSegments({
        segments,
        pattern,
        regex,
        caseSensitive,
        limit: 200,
        maxMs: 600_000,
        signal: new AbortController().signal,
      });
      for await (const one of found) {
        if (one.kind !== "match") continue;
        firstMs ??= performance.now() - begun;
        matches++;
      }
      const totalMs = performance.now() - begun;
      const mebibytes = process.memoryUsage().rss / 2 ** 20;
      return { what, matches, firstMs, totalMs, mebibytes };
    };
    return [
      await search("a word that is nowhere", "XYZZY-NOWHERE", false, true),
      await search("a rare word", "EDAC MC0: 1 UE", false, true),
      await search("a frequent word, first 200", "systemd", false, false),
      await search("an expression, rare", "EDAC MC\\d: \\d+ UE .* on CPU", true, true),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeSegments(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const compressed: Buffer[] = [];
  for (let i = 0; i < DIFFERENT; i++) compressed.push(await promisify(gzip)(lines(i)));
  // One in five hundred has the rare line.
  const rare = await promisify(gzip)(Buffer.concat([rareLine, lines(DIFFERENT)]).subarray(0, SEGMENT_BYTES));
  for (let number = 1; number <= SEGMENTS; number++) {
    const content = number % 500 === 250 ? rare : compressed[number % DIFFERENT];
    await writeFile(`${segmentPath(folder, number, "log")}.gz`, content ?? rare);
  }
  await readFile(`${segmentPath(folder, 1, "log")}.gz`);
}

const rareLine = Buffer.from("[   12.5] EDAC MC0: 1 UE memory read error on CPU_SrcID#0\r\n");

/** Kernel and service messages with numbers that differ, seeded. */
function lines(seed: number): Buffer {
  let state = seed * 2654435761 + 1;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const texts = [
    () => `usb ${random(9)}-${random(9)}: new high-speed USB device number ${random(99)} using xhci_hcd`,
    () => `systemd[1]: Started Session ${random(99999)} of user operator${random(40)}.`,
    () => `EXT4-fs (sd${"abcdef".charAt(random(6))}${random(9)}): mounted filesystem with ordered data mode`,
    () => `nvme nvme${random(8)}: ${random(64)}/0/0 default/read/poll queues`,
    () =>
      `audit: type=${1100 + random(300)} audit(${random(1e9)}.${random(999)}:${random(9999)}): pid=${random(32768)}`,
    () => `mlx5_core 0000:${random(256).toString(16)}:00.${random(8)}: Link up, ${random(100)} Gb/s`,
  ];
  const parts: string[] = [];
  for (let bytes = 0, at = 0; bytes < SEGMENT_BYTES; at += random(900)) {
    const text = texts[random(texts.length)] ?? texts[0];
    const line = `[${(at / 1000).toFixed(6).padStart(12)}] ${text?.()}\r\n`;
    parts.push(line);
    bytes += line.length;
  }
  return Buffer.from(parts.join("")).subarray(0, SEGMENT_BYTES);
}

/** Where the segments are made: beside the results, on the disk that recordings would be on. */
export const searchFolder = (base: string) => join(base, "segments");
