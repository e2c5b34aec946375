import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The two files of a segment: the bytes as the host sent them, and when they came. */
export type SegmentPart = "log" | "idx";

/** Number of a segment from the name of one of its files, and whether it is compressed; null for other files. */
export interface SegmentFileName {
  readonly number: number;
  readonly part: SegmentPart;
  readonly compressed: boolean;
}

/** Throws when a host's id could lead out of the folder. */
export function hostFolder(folder: string, hostId: string): string {
  if (!/^[\w-]{1,64}$/.test(hostId)) throw new Error("A host's id that is no file name");
  return join(folder, hostId);
}

/** Digits first, so that `zcat *.log.gz` is in order. */
export function segmentPath(folder: string, number: number, part: SegmentPart): string {
  return join(folder, `${String(number).padStart(8, "0")}.${part}`);
}

/** What is beside the plain file once it is compressed. */
export const compressedPath = (plain: string) => `${plain}.gz`;

export function parseSegmentFileName(name: string): SegmentFileName | null {
  const match = /^(\d{8,15})\.(log|idx)(\.gz)?$/.exec(name);
  if (match === null) return null;
  const [, digits, part, gz] = match;
  return { number: Number(digits), part: part as SegmentPart, compressed: gz !== undefined };
}

/** Names in a folder; none when there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
