import type { CommandSender } from "../commands/command";
import {
  type FruInventoryArea,
  getFruInventoryAreaInfo,
} from "../commands/storage/get-fru-inventory-area-info";
import { writeFruData } from "../commands/storage/write-fru-data";
import { FruImageError, fruAreas } from "../records/fru/fru-image";
import { ChunkSize } from "./chunk-size";
import { mayBeTooLong, type ReaderOptions } from "./failures";
import { readFruBytes } from "./fru-bytes";

/** The whole of a FRU device. */
export interface FruDevice {
  readonly id: number;
  readonly area: FruInventoryArea;
  readonly image: Buffer;
}

/** Reads a FRU device to its end. Throws FruImageError when not all of it can be read. */
export async function readFruDevice(
  sender: CommandSender,
  id: number,
  options: ReaderOptions = {},
): Promise<FruDevice> {
  const area = await sender.send(getFruInventoryAreaInfo, { fruId: id }, options);
  const { bytes, warnings } = await readFruBytes(sender, id, area, options, () => area.size);
  if (bytes.length !== area.size) throw new FruImageError(warnings[0] ?? "the FRU data cannot be read whole");
  return { id, area, image: bytes };
}

const HEADER_BYTES = 8;

/**
 * Writes an image over what the device has: only what differs, the areas first and the header that leads to them last,
 * then reads it back. Throws FruImageError, before anything is written, for an image that is not consistent or longer than the
 * device; and after it, when the device does not hold what was written.
 */
export async function writeFru(
  sender: CommandSender,
  device: FruDevice,
  image: Buffer,
  options: ReaderOptions = {},
): Promise<{ readonly written: number }> {
  if (image.length > device.area.size) {
    throw new FruImageError(`the image has ${image.length} bytes, the device ${device.area.size}`);
  }
  fruAreas(image);
  const unit = device.area.access === "words" ? 2 : 1;
  const chunk = new ChunkSize([32, 16, 8]);
  let written = 0;
  for (const [from, to] of [
    [HEADER_BYTES, image.length],
    [0, HEADER_BYTES],
  ] as const) {
    let offset: number = from;
    while (offset < to) {
      const end = Math.min(to, offset + chunk.bytes);
      const data = image.subarray(offset, end);
      if (!data.equals(device.image.subarray(offset, end))) {
        try {
          await sender.send(writeFruData, { fruId: device.id, offset: offset / unit, data }, options);
        } catch (error) {
          if (mayBeTooLong(error) && chunk.shrink()) continue;
          throw error;
        }
        written += data.length;
      }
      offset = end;
    }
  }
  const { image: now } = await readFruDevice(sender, device.id, options);
  if (!now.subarray(0, image.length).equals(image)) {
    throw new FruImageError("the device does not hold what was written: parts of it may be write-protected");
  }
  return { written };
}
