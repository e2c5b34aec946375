import type { CommandSender } from "../commands/command";
import { getDeviceSdrInfo } from "../commands/sensor-event/get-device-sdr-info";
import { getSdrRepositoryInfo } from "../commands/storage/get-sdr-repository-info";
import { decodeSdr, decodeSdrHeader, isSensorRecord, type SdrRecord } from "../records/sdr/decode-sdr";
import { expandSharedSensors } from "../records/sdr/expand-sensors";
import type { ControllerLocatorRecord, FruLocatorRecord } from "../records/sdr/locator-records";
import type { SensorRecord } from "../records/sdr/sensor-record";
import { CappedSender } from "./capped-sender";
import { isLaidDown, isLocal, type ReaderOptions } from "./failures";
import { deviceCommands, repositoryCommands, SdrSource } from "./sdr-source";

export interface SdrRepository {
  readonly records: readonly SdrRecord[];
  /** The bytes of each record, header included, in the same order. */
  readonly images: readonly Buffer[];
  /** Shared records expanded, in record order. */
  readonly sensors: readonly SensorRecord[];
  readonly frus: readonly FruLocatorRecord[];
  /** Controllers behind the BMC, and the BMC itself where it has a record. */
  readonly controllers: readonly ControllerLocatorRecord[];
  /** Records that could not be read, loops, caps: in words. */
  readonly warnings: readonly string[];
  /** Changes when the repository does (`sdrRepositoryStamp`); null when the BMC does not tell. */
  readonly stamp: string | null;
}

const FIRST_RECORD = 0x0000;
const END = 0xffff;
/** Record counts BMCs tell are not believed; this many records end any walk. */
const MOST_RECORDS = 4096;
/** A record takes ten requests at the most in honest hands, and hardly a board has more than some hundreds. */
const MOST_REQUESTS = 20_000;
/** Unreadable records in a row after which a walk gives up. */
const MOST_FAILURES = 3;

/**
 * Tells cheaply whether the repository must be read again: compare with the stamp of the one at hand. Null when the
 * BMC cannot say.
 */
export async function sdrRepositoryStamp(
  sender: CommandSender,
  options: ReaderOptions = {},
): Promise<string | null> {
  return (await announcement(sender, options)).stamp;
}

/** What the BMC says of its SDRs before they are read. `records`: how many, null when it does not say. */
async function announcement(
  sender: CommandSender,
  options: ReaderOptions,
): Promise<{ readonly stamp: string | null; readonly records: number | null }> {
  const info = await optional(sender.send(getSdrRepositoryInfo, undefined, options));
  if (info !== null) {
    const { records, lastAdded, lastErased } = info;
    return { stamp: `repository ${records} ${lastAdded} ${lastErased}`, records };
  }
  const device = await optional(sender.send(getDeviceSdrInfo, undefined, options));
  const stamp = device === null ? null : `device ${device.sensors} ${device.populationChange ?? ""}`;
  return { stamp, records: null };
}

/**
 * Reads all SDRs: the repository, or the BMC's own device SDRs of each LUN where there is none. Records that cannot be
 * read are left out with a warning. A BMC that has neither has no records.
 * Rejects with IpmiError when the BMC does not answer any more.
 */
export async function readSdrRepository(
  sender: CommandSender,
  options: ReaderOptions = {},
): Promise<SdrRepository> {
  const capped = new CappedSender(sender, MOST_REQUESTS);
  const { stamp, records: claimed } = await announcement(capped, options);
  const warnings: string[] = [];
  if (stamp?.startsWith("device") !== true) {
    const most = isLaidDown(options, "assumemaxsdrrecordcount") ? claimed : null;
    const images = await walk(new SdrSource(capped, repositoryCommands, options), warnings, most);
    const repository = sdrRepositoryOf(images, stamp, warnings);
    if (repository.records.length > 0) return repository;
  }
  return sdrRepositoryOf(await readDeviceSdrs(capped, options, warnings), stamp, warnings);
}

/** The bytes of a controller's own device SDRs, of all its LUNs; none where it has no such records. */
export async function readDeviceSdrs(
  sender: CommandSender,
  options: ReaderOptions,
  warnings: string[],
): Promise<readonly Buffer[]> {
  const info = await optional(sender.send(getDeviceSdrInfo, undefined, options));
  const images: Buffer[] = [];
  for (const lun of info?.luns ?? []) {
    images.push(...(await walk(new SdrSource(sender, deviceCommands(lun), options), warnings)));
  }
  return images;
}

/** The repository that the bytes of records make, read now or kept from earlier; what cannot be decoded is left out. */
export function sdrRepositoryOf(
  bytes: readonly Buffer[],
  stamp: string | null,
  problems: readonly string[] = [],
): SdrRepository {
  const records: SdrRecord[] = [];
  const images: Buffer[] = [];
  const warnings = [...problems];
  for (const image of packed(bytes)) {
    try {
      records.push(decodeSdr(image));
      images.push(image);
    } catch (error) {
      if (!isLocal(error)) throw error;
      warnings.push(error.message);
    }
  }
  return {
    records,
    images,
    sensors: records.filter(isSensorRecord).flatMap(expandSharedSensors),
    frus: records.filter((record) => record.kind === "fru-locator"),
    controllers: records.filter((record) => record.kind === "controller-locator"),
    warnings,
    stamp,
  };
}

/** The same bytes side by side: kept apart, each would hold on to the kilobytes of the pool it was cut from. */
function packed(bytes: readonly Buffer[]): Buffer[] {
  const all = Buffer.allocUnsafeSlow(bytes.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  return bytes.map((one) => {
    const start = end;
    end += one.copy(all, start);
    return all.subarray(start, end);
  });
}

/**
 * From the first record to FFFFh, over unreadable records, never around in circles. `most`: after so many records the
 * BMC has no more, whatever it says.
 */
async function walk(
  source: SdrSource,
  warnings: string[],
  most: number | null = null,
): Promise<readonly Buffer[]> {
  const images: Buffer[] = [];
  /** The first record twice: as 0 and by its own id. */
  const seen = new Set<number>();
  let recordId = FIRST_RECORD;
  let failures = 0;
  let read = 0;
  while (recordId !== END && read !== most) {
    if (seen.has(recordId)) {
      warnings.push(`record ${recordId} follows itself: the BMC's list of records is a loop`);
      return images;
    }
    if (seen.size > MOST_RECORDS) {
      warnings.push(`more than ${MOST_RECORDS} records: the rest was not read`);
      return images;
    }
    seen.add(recordId);
    try {
      const { bytes, nextRecordId } = await source.read(recordId);
      if (recordId === FIRST_RECORD) seen.add(decodeSdrHeader(bytes).recordId);
      recordId = nextRecordId;
      failures = 0;
      read++;
      images.push(bytes);
    } catch (error) {
      if (!isLocal(error)) throw error;
      if (recordId === FIRST_RECORD) return images; // nothing there, or nothing to be had
      warnings.push(`record ${recordId} cannot be read: ${error.message}`);
      failures++;
      if (failures >= MOST_FAILURES) return images;
      recordId++;
    }
  }
  return images;
}

/** The answer, or null when the BMC refuses or garbles it. */
async function optional<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer;
  } catch (error) {
    if (isLocal(error)) return null;
    throw error;
  }
}
