import {
  type Clock,
  type CommandSender,
  CompletionCodeError,
  clearSelSafely,
  decodeSelRecord,
  describeEvent,
  getSelInfo,
  getSelTime,
  getSelTimeUtcOffset,
  IpmiError,
  type ReaderOptions,
  readSel,
  type SelInfo,
  type SelRecord,
  type SendOptions,
  type SensorIndex,
  type Vendor,
} from "@/server/ipmi";
import type { EventLog, EventRecord } from "../capabilities";
import type { Calls } from "./calls";
import type { RepositoryCache } from "./repository-cache";

export interface EventsEnvironment {
  readonly clock: Clock;
  readonly now: () => Date;
}

const RECORD_BYTES = 16;
/** Free space of this many bytes or more (IPMI 2.0 §31.2). */
const FREE_UNKNOWN = 0xffff;
/** Below, the BMC counts from its own start: its clock was not set (IPMI 2.0 §37.1). */
const FIRST_ABSOLUTE = 0x20000000;

export function ipmiEvents(
  calls: Pick<Calls, "run" | "bulk" | "runIfSupported">,
  repository: RepositoryCache,
  { clock, now }: EventsEnvironment,
): EventLog {
  const log = new KnownLog();
  return {
    info: (deadline) =>
      calls.run(deadline, async (bmc, options) =>
        toStatus(await bmc.send(getSelInfo, undefined, options), now()),
      ),
    read: (deadline) =>
      calls.bulk(deadline, async (bmc, options) => {
        const { index, vendor } = await repository.current(bmc, options);
        return (await log.read(bmc, options)).map((record) => toEventRecord(record, index, vendor));
      }),
    clear: (expected, deadline) =>
      calls.run(deadline, async (bmc, options) => {
        const result = await clearSelSafely(bmc, clock, expected, options);
        if (result === "erasing") {
          throw new IpmiError("outcome-unknown", "the BMC has not finished erasing its event log");
        }
        return result === "cleared";
      }),
    clockOffset: (deadline) =>
      calls.runIfSupported(deadline, async (bmc, options) => {
        const { seconds } = await bmc.send(getSelTime, undefined, options);
        if (seconds < FIRST_ABSOLUTE) return null;
        const zoneMinutes = await utcOffset(bmc, options);
        return seconds - zoneMinutes * 60 - Math.round(now().getTime() / 1000);
      }),
  };
}

/** What was read before, so that only what came after it is read again. Kept as bytes: logs have thousands of entries. */
class KnownLog {
  #known: { readonly bytes: Buffer; readonly lastErased: number } | null = null;

  async read(bmc: CommandSender, options: ReaderOptions): Promise<readonly SelRecord[]> {
    const info = await bmc.send(getSelInfo, undefined, options);
    const records = (await this.#readOn(bmc, info, options)) ?? (await readSel(bmc, options)).records;
    this.#known = { bytes: bytesOf(records), lastErased: info.lastErased };
    return records;
  }

  /** Null when the log must be read from its beginning: it was erased, or single entries were deleted. */
  async #readOn(
    bmc: CommandSender,
    info: SelInfo,
    options: ReaderOptions,
  ): Promise<readonly SelRecord[] | null> {
    const known = this.#known;
    if (known === null || known.bytes.length === 0 || known.lastErased !== info.lastErased) return null;
    const after = known.bytes.subarray(-RECORD_BYTES);
    const added = await readSel(bmc, { ...options, after });
    if (!added.incremental) return added.records;
    const records = [...recordsIn(known.bytes), ...added.records];
    return records.length === info.entries ? records : null;
  }
}

/** All records side by side, on pages of their own. */
function bytesOf(records: readonly SelRecord[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(records.length * RECORD_BYTES);
  for (const [index, { raw }] of records.entries()) raw.copy(bytes, index * RECORD_BYTES);
  return bytes;
}

function recordsIn(bytes: Buffer): SelRecord[] {
  return Array.from({ length: bytes.length / RECORD_BYTES }, (_, index) =>
    decodeSelRecord(bytes.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES)),
  );
}

function toStatus(info: SelInfo, at: Date) {
  const used = info.entries * RECORD_BYTES;
  const freeBytes = info.freeBytes === FREE_UNKNOWN ? null : info.freeBytes;
  return {
    entries: info.entries,
    freeBytes,
    fullness: freeBytes === null || used + freeBytes === 0 ? null : used / (used + freeBytes),
    overflow: info.overflow,
    at: at.toISOString(),
    lastAdded: info.lastAdded,
    lastErased: info.lastErased,
  };
}

function toEventRecord(record: SelRecord, sensors: SensorIndex, vendor: Vendor | null): EventRecord {
  return {
    recordId: record.recordId,
    recordType: record.recordType,
    raw: record.raw,
    timestamp:
      record.timestamp.clock === "since-start" ? elapsed(record.timestamp.raw) : record.timestamp.time,
    timestampRaw: record.timestamp.raw,
    clock: record.timestamp.clock,
    ...describeEvent(record, sensors, vendor),
  };
}

/** Minutes the BMC's clock is ahead of UTC; 0 when it does not say, as most are set to UTC. */
async function utcOffset(bmc: CommandSender, options: SendOptions): Promise<number> {
  try {
    return (await bmc.send(getSelTimeUtcOffset, undefined, options)).minutes ?? 0;
  } catch (error) {
    if (error instanceof CompletionCodeError) return 0;
    throw error;
  }
}

/** Seconds since the BMC started as `H:MM:SS`. */
function elapsed(seconds: number | null): string | null {
  if (seconds === null) return null;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${hours}:${String(minutes).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
