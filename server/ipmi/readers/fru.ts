import type { BridgeRoute, CommandSender } from "../commands/command";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";

import { BridgeError, CompletionCodeError } from "../errors";
import { BMC_ADDRESS } from "../message/ipmi-message";
import { decodeFru } from "../records/fru/decode-fru";

import type { FruInventory } from "../records/fru/fru-inventory";
import type { FruLocatorRecord } from "../records/sdr/locator-records";
import { CappedSender } from "./capped-sender";
import { isLaidDown, isNoAnswer, type ReaderOptions } from "./failures";
import { readFruBytes } from "./fru-bytes";

export interface FruReading {
  readonly id: number;
  readonly name: string;
  /** The controller behind the BMC it belongs to; null: the BMC itself. */
  readonly controller: BridgeRoute | null;
  /** There is no such FRU now: not fitted, no data, or its controller cannot be reached. */
  readonly absent: boolean;
  readonly inventory: FruInventory;
}

interface FruPlace {
  readonly id: number;
  readonly name: string;
  readonly controller: BridgeRoute | null;
  readonly lun: number;
}

const BUILT_IN: FruPlace = { id: 0, name: "Builtin FRU Device", controller: null, lun: 0 };
/** 64 KiB in the smallest parts. */
const MOST_REQUESTS = 8_192;
const BRIDGED_BUDGET_MS = 5_000;

/**
 * Reads FRU 0 and every FRU that a locator names, those behind other controllers too. Rejects with IpmiError only when the
 * BMC does not answer any more.
 */
export async function readFrus(
  sender: CommandSender,
  locators: readonly FruLocatorRecord[],
  options: ReaderOptions = {},
): Promise<readonly FruReading[]> {
  const places = new Map<string, FruPlace>([[placeKey(BUILT_IN), BUILT_IN]]);
  for (const { accessAddress, channel, lun, fruId, name } of locators) {
    if (fruId === null) continue;
    const controller = accessAddress === BMC_ADDRESS ? null : { address: accessAddress, channel };
    const place = { id: fruId, name: name || `FRU ${fruId}`, controller, lun };
    places.set(placeKey(place), place);
  }
  const readings: FruReading[] = [];
  const unreachable = new Map<number, string>();
  for (const place of places.values()) {
    const { controller } = place;
    const known = controller === null ? undefined : unreachable.get(controller.address);
    if (known !== undefined) {
      readings.push(absent(place, known));
      continue;
    }
    try {
      readings.push(await readPlace(sender, place, options));
    } catch (error) {
      if (controller === null || !(error instanceof BridgeError || isNoAnswer(error))) throw error;
      unreachable.set(controller.address, error.message);
      readings.push(absent(place, error.message));
    }
  }
  return readings;
}

/** Reads one FRU of the BMC, or of the controller `options.route` leads to, as far as it can be read; what could not is among its warnings. */
export function readFru(
  sender: CommandSender,
  id: number,
  name: string,
  options: ReaderOptions = {},
): Promise<FruReading> {
  return readPlace(sender, { id, name, controller: options.route ?? null, lun: 0 }, options);
}

async function readPlace(
  sender: CommandSender,
  place: FruPlace,
  options: ReaderOptions,
): Promise<FruReading> {
  const { id, name, controller, lun } = place;
  const addressed =
    controller === null
      ? options
      : { ...options, lun, route: controller, budgetMs: options.budgetMs ?? BRIDGED_BUDGET_MS };
  const capped = new CappedSender(sender, MOST_REQUESTS);
  let area: { size: number; access: "bytes" | "words" };
  try {
    area = await capped.send(getFruInventoryAreaInfo, { fruId: id }, addressed);
  } catch (error) {
    // Boards say "no such FRU" with a dozen different codes.
    if (!(error instanceof CompletionCodeError) || error instanceof BridgeError) throw error;
    return absent(place, error.message);
  }
  const { bytes, warnings } = await readFruBytes(capped, id, area, addressed);
  if (bytes.length === 0) return absent(place, ...warnings);
  const inventory = decodeFru(bytes, { checksums: !isLaidDown(options, "skipchecks") });
  return {
    id,
    name,
    controller,
    absent: false,
    inventory: { ...inventory, warnings: [...warnings, ...inventory.warnings] },
  };
}

function absent({ id, name, controller }: FruPlace, ...warnings: readonly string[]): FruReading {
  return { id, name, controller, absent: true, inventory: { areas: [], warnings } };
}

function placeKey({ id, controller }: FruPlace): string {
  return controller === null ? `${id}` : `${controller.address}/${controller.channel}/${id}`;
}
