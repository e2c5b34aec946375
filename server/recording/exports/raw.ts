import type { Stretch } from "../recording";

/** The bytes as the host sent them; holes are not filled. */
export async function* exportRaw(stretches: AsyncIterable<Stretch>): AsyncGenerator<Buffer> {
  for await (const { bytes } of stretches) yield bytes;
}
