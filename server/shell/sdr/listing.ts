import { DecodeError, type SdrRepository } from "@/server/ipmi";
import type { SdrRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import type { VerbContext } from "../verb";
import { harmless, idString } from "./id-string";
import { rowWithoutReading } from "./locator-rows";
import { neededSdr } from "./needed-sdr";
import type { SdrRow } from "./sdr-row";
import { sensorEntry } from "./sensor-entry";
import { SensorReader } from "./sensor-reader";
import { SensorRow } from "./sensor-row";

/** Where the names of locator records begin. */
const LOCATOR_NAME = 15;

/** What a listing found, in record order. */
export interface Listing {
  readonly rows: readonly SdrRow[];
}

/** Reads the sensors among the records that `wanted` takes. `verbose`: their events, too. `onRow` hears of each row at once. */
export async function listRecords(
  context: VerbContext,
  wanted: (record: SdrRecord) => boolean,
  verbose: boolean,
  onRow?: (row: SdrRow) => void,
): Promise<Listing> {
  const repository = await neededSdr(context);
  const indexes = repository.records.flatMap((record, index) => (wanted(record) ? [index] : []));
  return { rows: await rowsAt(context, repository, indexes, verbose, onRow) };
}

/** The rows of single records; records that end too early, and those ipmitool does not list, have none. */
export async function rowsAt(
  context: VerbContext,
  repository: SdrRepository,
  indexes: readonly number[],
  verbose: boolean,
  onRow: (row: SdrRow) => void = () => {},
): Promise<readonly SdrRow[]> {
  const reader = new SensorReader(context, repository);
  const rows: SdrRow[] = [];
  for (const index of indexes) {
    try {
      const row = await rowAt(reader, repository, index, verbose);
      if (row === null) continue;
      rows.push(row);
      onRow(row);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }
  return rows;
}

async function rowAt(
  reader: SensorReader,
  repository: SdrRepository,
  index: number,
  verbose: boolean,
): Promise<SdrRow | null> {
  const entry = sensorEntry(repository, index);
  if (entry !== null) {
    const reading = await reader.read(entry);
    return new SensorRow(entry, reading, verbose ? await reader.events(entry) : undefined);
  }
  const record = repository.records[index];
  const image = repository.images[index];
  return record && image ? rowWithoutReading(record, image) : null;
}

/** The first record of that name, the whole name and its case; blanks at its end may be left out. −1 for none. */
export function indexNamed({ records, images }: SdrRepository, name: string): number {
  const names = records.map((record, index) => nameAt(record, images[index]));
  const exact = names.indexOf(name);
  return exact >= 0 ? exact : names.findIndex((known) => known?.trimEnd() === name);
}

function nameAt(record: SdrRecord, image: Buffer | undefined): string | null {
  switch (record.kind) {
    case "full-sensor":
    case "compact-sensor":
    case "event-only-sensor":
      return harmless(record.name);
    case "controller-locator":
    case "fru-locator":
    case "generic-locator":
      return image ? idString(image, LOCATOR_NAME) : null;
    default:
      return null;
  }
}
