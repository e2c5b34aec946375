import type { CommandSender } from "../commands/command";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../commands/storage/read-fru-data";
import { CompletionCodeError } from "../errors";
import { decodeFru } from "../records/fru/decode-fru";
import { fruExtent } from "../records/fru/fru-extent";
import type { FruInventory } from "../records/fru/fru-inventory";
import type { FruLocatorRecord } from "../records/sdr/locator-records";
import { ChunkSize } from "./chunk-size";
import { isLocal, mayBeTooLong, type ReaderOptions } from "./failures";

export interface FruReading {
  readonly id: number;
  readonly name: string;
  /** The BMC has no such FRU now: not fitted, or no data. */
  readonly absent: boolean;
  readonly inventory: FruInventory;
}

const BMC_ADDRESS = 0x20;
const BUILT_IN = { id: 0, name: "Builtin FRU Device" } as const;

/**
 * Reads FRU 0 and every FRU of the BMC itself that a locator names. FRUs behind satellite controllers are left out: they
 * are reached by bridging. Rejects with IpmiError only when the BMC does not answer any more.
 */
export async function readFrus(
  sender: CommandSender,
  locators: readonly FruLocatorRecord[],
  options: ReaderOptions = {},
): Promise<readonly FruReading[]> {
  const names = new Map<number, string>([[BUILT_IN.id, BUILT_IN.name]]);
  for (const { accessAddress, fruId, name } of locators) {
    if (accessAddress === BMC_ADDRESS && fruId !== null) names.set(fruId, name || `FRU ${fruId}`);
  }
  const readings: FruReading[] = [];
  for (const [id, name] of names) readings.push(await readFru(sender, id, name, options));
  return readings;
}

/** Reads one FRU as far as it can be read; what could not is among its warnings. */
export async function readFru(
  sender: CommandSender,
  id: number,
  name: string,
  options: ReaderOptions = {},
): Promise<FruReading> {
  let area: { size: number; access: "bytes" | "words" };
  try {
    area = await sender.send(getFruInventoryAreaInfo, { fruId: id }, options);
  } catch (error) {
    // Boards say "no such FRU" with a dozen different codes.
    if (!(error instanceof CompletionCodeError)) throw error;
    return { id, name, absent: true, inventory: { areas: [], warnings: [error.message] } };
  }
  const { bytes, warnings } = await readArea(sender, id, area, options);
  if (bytes.length === 0) return { id, name, absent: true, inventory: { areas: [], warnings } };
  const inventory = decodeFru(bytes);
  return {
    id,
    name,
    absent: false,
    inventory: { ...inventory, warnings: [...warnings, ...inventory.warnings] },
  };
}

async function readArea(
  sender: CommandSender,
  fruId: number,
  { size, access }: { size: number; access: "bytes" | "words" },
  options: ReaderOptions,
): Promise<{ bytes: Buffer; warnings: string[] }> {
  const unit = access === "words" ? 2 : 1;
  const chunk = new ChunkSize([32, 16, 8]);
  const warnings: string[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const wanted = Math.min(size, fruExtent(bytes)) - bytes.length;
    if (wanted <= 0) return { bytes, warnings };
    const count = Math.ceil(Math.min(chunk.bytes, wanted) / unit);
    try {
      const request = { fruId, offset: bytes.length / unit, count };
      const answer = await sender.send(readFruData, request, options);
      const data = answer.data.subarray(0, Math.min(answer.count, count) * unit);
      if (data.length === 0 || data.length % unit !== 0) {
        warnings.push(`FRU data ends at byte ${bytes.length} of ${size}`);
        return { bytes, warnings };
      }
      bytes = Buffer.concat([bytes, data]);
    } catch (error) {
      if (mayBeTooLong(error) && chunk.shrink()) continue;
      if (!isLocal(error)) throw error;
      warnings.push(`FRU data cannot be read from byte ${bytes.length} of ${size} on: ${error.message}`);
      return { bytes, warnings };
    }
  }
}
