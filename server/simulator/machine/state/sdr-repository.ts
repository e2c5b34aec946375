import type { RecordStore } from "../controller";

/** Bytes it holds at the least; more where the factory put in more. */
const CAPACITY = 16_384;
const HEADER_BYTES = 5;
const LENGTH = 4;

/** Why a record is not taken. */
export type SdrRefusal = "bad-length" | "no-such-record" | "full";

/**
 * The SDR repository of one machine (IPMI 2.0 §33): what its factory put in, the same memory for all machines of a
 * kind, until it is erased or added to. Lives as long as the process.
 */
export class SdrRepository implements RecordStore {
  records: readonly Buffer[];
  /** Seconds, SEL time. */
  lastAddition: number;
  lastErase: number;
  /** A record that comes in parts: one at a time. */
  private growing: Buffer | null = null;

  constructor(
    private readonly factory: RecordStore,
    manufactured: number,
  ) {
    this.records = factory.records;
    this.lastAddition = manufactured;
    this.lastErase = manufactured;
  }

  get free(): number {
    return Math.max(CAPACITY, bytesOf(this.factory.records)) - bytesOf(this.records);
  }

  clear(seconds: number): void {
    this.records = [];
    this.growing = null;
    this.lastErase = seconds;
  }

  /** Takes a whole record and gives it the next id. */
  add(record: Uint8Array, seconds: number): number | SdrRefusal {
    if (record.length < HEADER_BYTES || record.length !== HEADER_BYTES + (record[LENGTH] ?? 0)) {
      return "bad-length";
    }
    if (record.length > this.free) return "full";
    const id = this.records.length + 1;
    const own = Buffer.from(record);
    own.writeUInt16LE(id, 0);
    this.records = [...this.records, own];
    this.lastAddition = seconds;
    return id;
  }

  /**
   * Takes the next part of a record: `id` 0 begins one, then the id it was told. Parts come in order; the last one makes
   * it a record (§33.14).
   */
  addPart(id: number, offset: number, part: Uint8Array, last: boolean, seconds: number): number | SdrRefusal {
    const next = this.records.length + 1;
    const before = id === 0 ? Buffer.alloc(0) : id === next ? this.growing : null;
    if (before === null || before.length !== offset) return "no-such-record";
    const grown = Buffer.concat([before, part]);
    this.growing = last ? null : grown;
    return last ? this.add(grown, seconds) : next;
  }
}

function bytesOf(records: readonly Buffer[]): number {
  return records.reduce((sum, { length }) => sum + length, 0);
}
