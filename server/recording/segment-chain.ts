import { createHash } from "node:crypto";
import { contentOf } from "./segment-content";

/** SHA-256, hex, over the hash of the segment before (nothing for the first), the bytes and the index. */
export async function segmentHash(folder: string, number: number, previous: string | null): Promise<string> {
  const hash = createHash("sha256");
  if (previous !== null) hash.update(Buffer.from(previous, "hex"));
  for (const part of ["log", "idx"] as const) {
    for await (const piece of contentOf(folder, number, part)) hash.update(piece);
  }
  return hash.digest("hex");
}
