import type { CommandSender } from "../commands/command";
import { getSelEntry, type SelEntryPart } from "../commands/storage/get-sel-entry";
import { CompletionCode } from "../message/completion-code";
import { decodeSelRecord, type SelRecord } from "../records/sel/sel-record";
import { isLaidDown, isRefusal, type ReaderOptions } from "./failures";

export interface SelReading {
  /** Oldest first, as the BMC keeps them. */
  readonly records: readonly SelRecord[];
  /** True when `after` was found and `records` are those behind it; false: `records` is the whole log. */
  readonly incremental: boolean;
  readonly warnings: readonly string[];
}

export interface SelReaderOptions extends ReaderOptions {
  /** The last record known, its 16 bytes: read only what came after it, unless the log was cleared since. */
  readonly after?: Uint8Array;
  /** Ends after so many records. */
  readonly most?: number;
  /** Hears of each record as soon as it was read. */
  readonly onRecord?: (record: SelRecord) => void;
}

const FIRST_RECORD = 0x0000;
const END = 0xffff;
const MOST_RECORDS = 16_384;

/**
 * Reads the event log without a reservation: some boards keep it for operators, and a new event would cancel it.
 * Rejects with IpmiError; a log that is cleared while it is read simply ends.
 */
export async function readSel(sender: CommandSender, options: SelReaderOptions = {}): Promise<SelReading> {
  const { after, most = Number.POSITIVE_INFINITY, onRecord = () => {}, ...sending } = options;
  const walk = new SelWalk(sender, sending, most, onRecord);
  if (after !== undefined) {
    const last = await walk.entryWithNext(decodeSelRecord(after).recordId);
    if (last?.record.equals(after)) {
      const records = await walk.from(last.nextRecordId, last.record);
      return { records, incremental: true, warnings: walk.warnings };
    }
  }
  const records = await walk.from(FIRST_RECORD);
  return { records, incremental: false, warnings: walk.warnings };
}

class SelWalk {
  readonly warnings: string[] = [];
  private readonly systemEvents: boolean;

  constructor(
    private readonly sender: CommandSender,
    private readonly options: ReaderOptions,
    private readonly most: number,
    private readonly onRecord: (record: SelRecord) => void,
  ) {
    this.systemEvents = isLaidDown(options, "assumesystemevent");
  }

  /** One entry; null when there is none of that id. */
  private async entry(recordId: number): Promise<SelEntryPart | null> {
    try {
      return await this.sender.send(getSelEntry, { recordId }, this.options);
    } catch (error) {
      const absent = isRefusal(
        error,
        CompletionCode.NotPresent,
        CompletionCode.ParameterOutOfRange,
        CompletionCode.InvalidField,
      );
      if (absent) return null;
      throw error;
    }
  }

  /** All entries from one on. `known` is an entry not to be listed again. */
  async from(start: number, known?: Buffer): Promise<readonly SelRecord[]> {
    const records: SelRecord[] = [];
    const asked = new Set<number>();
    const contents = new Set<string>(known === undefined ? [] : [known.toString("hex")]);
    let recordId = start;
    while (recordId !== END && records.length < this.most) {
      if (asked.has(recordId)) {
        this.warnings.push(`entry ${recordId} follows itself: the BMC's list of entries is a loop`);
        break;
      }
      if (asked.size >= MOST_RECORDS) {
        this.warnings.push(`more than ${MOST_RECORDS} entries: the rest was not read`);
        break;
      }
      asked.add(recordId);
      const entry = await this.entryWithNext(recordId);
      if (entry === null) break;
      const content = entry.record.toString("hex");
      if (!contents.has(content)) {
        const record = decodeSelRecord(entry.record, { systemEvents: this.systemEvents });
        records.push(record);
        this.onRecord(record);
      }
      contents.add(content);
      recordId = entry.nextRecordId;
    }
    return records;
  }

  /** Some boards say at random that entry 0 is next: asked again they know better; twice 0 is the end. */
  async entryWithNext(recordId: number): Promise<SelEntryPart | null> {
    const entry = await this.entry(recordId);
    if (entry === null || entry.nextRecordId !== FIRST_RECORD) return entry;
    const again = await this.entry(recordId);
    if (again !== null && again.nextRecordId !== FIRST_RECORD) return again;
    return { record: entry.record, nextRecordId: END };
  }
}
