import type { CommandSender } from "../commands/command";
import type { FruInventoryArea } from "../commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../commands/storage/read-fru-data";
import { BridgeError } from "../errors";
import { fruExtent } from "../records/fru/fru-extent";
import { ChunkSize } from "./chunk-size";
import { isLocal, mayBeTooLong, type ReaderOptions } from "./failures";

/**
 * Reads FRU data from byte `from` on, a multiple of 8: as much as `extent` says is needed, by default what decoding the whole
 * needs. Rejects only when the BMC does not answer any more; what else went wrong is among the warnings.
 */
export async function readFruBytes(
  sender: CommandSender,
  fruId: number,
  { size, access }: FruInventoryArea,
  options: ReaderOptions,
  extent: (bytes: Uint8Array) => number = fruExtent,
  from = 0,
): Promise<{ bytes: Buffer; warnings: string[] }> {
  const unit = access === "words" ? 2 : 1;
  const chunk = new ChunkSize([32, 16, 8]);
  const warnings: string[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const wanted = Math.min(size - from, extent(bytes)) - bytes.length;
    if (wanted <= 0) return { bytes, warnings };
    const count = Math.ceil(Math.min(chunk.bytes, wanted) / unit);
    try {
      const request = { fruId, offset: (from + bytes.length) / unit, count };
      const answer = await sender.send(readFruData, request, options);
      const data = answer.data.subarray(0, Math.min(answer.count, count) * unit);
      if (data.length === 0 || data.length % unit !== 0) {
        warnings.push(`FRU data ends at byte ${from + bytes.length} of ${size}`);
        return { bytes, warnings };
      }
      bytes = Buffer.concat([bytes, data]);
    } catch (error) {
      if (mayBeTooLong(error) && chunk.shrink()) continue;
      if (!isLocal(error) || error instanceof BridgeError) throw error;
      const end = from + bytes.length;
      warnings.push(`FRU data cannot be read from byte ${end} of ${size} on: ${error.message}`);
      return { bytes, warnings };
    }
  }
}
