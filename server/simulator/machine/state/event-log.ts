import { SEL_RECORD_BYTES } from "../records/sel-record";

export interface EventLogOptions {
  /** Records it holds. */
  readonly capacity: number;
  /** How long erasing takes. */
  readonly eraseMs: number;
}

const LAST_RECORD_ID = 0xfffe;

/** The System Event Log (IPMI 2.0 §31): a linear log that refuses what no longer fits and says so. */
export class EventLog {
  private bytes = Buffer.alloc(0);
  private count = 0;
  private nextId = 1;
  private erasedUntil = Number.NEGATIVE_INFINITY;
  overflow = false;
  /** Seconds, SEL time. */
  lastAddition = 0;
  lastErase = 0;

  constructor(readonly options: EventLogOptions) {}

  get size(): number {
    return this.count;
  }

  get free(): number {
    return this.options.capacity - this.count;
  }

  /** Adds a record under the next id, which is put in; null when the log is full. */
  add(record: Uint8Array, seconds: number): number | null {
    if (this.free <= 0) {
      this.overflow = true;
      return null;
    }
    this.reserve(this.count + 1);
    const start = this.count * SEL_RECORD_BYTES;
    this.bytes.set(record, start);
    const id = this.nextId;
    this.bytes.writeUInt16LE(id, start);
    this.nextId = id >= LAST_RECORD_ID ? 1 : id + 1;
    this.count++;
    this.lastAddition = seconds;
    return id;
  }

  /** A record and the id of the one after it (FFFFh after the last); 0000h is the first, FFFFh the last. */
  get(id: number): { readonly record: Buffer; readonly next: number } | null {
    const index = this.find(id);
    if (index < 0) return null;
    const record = this.recordAt(index);
    return { record, next: index + 1 < this.count ? this.recordAt(index + 1).readUInt16LE(0) : 0xffff };
  }

  /** Removes a record and returns its id; null when there is none of that id. */
  delete(id: number, seconds: number): number | null {
    const index = this.find(id);
    if (index < 0) return null;
    const removed = this.recordAt(index).readUInt16LE(0);
    this.bytes.copyWithin(index * SEL_RECORD_BYTES, (index + 1) * SEL_RECORD_BYTES);
    this.count--;
    this.lastErase = seconds;
    return removed;
  }

  clear(now: number, seconds: number): void {
    this.bytes = Buffer.alloc(0);
    this.count = 0;
    this.nextId = 1;
    this.overflow = false;
    this.lastErase = seconds;
    this.erasedUntil = now + this.options.eraseMs;
  }

  /** Erasing takes a moment; what was logged before it is gone at once. */
  isErasing(now: number): boolean {
    return now < this.erasedUntil;
  }

  private find(id: number): number {
    if (this.count === 0) return -1;
    if (id === 0) return 0;
    if (id === 0xffff) return this.count - 1;
    for (let index = 0; index < this.count; index++) {
      if (this.bytes.readUInt16LE(index * SEL_RECORD_BYTES) === id) return index;
    }
    return -1;
  }

  private recordAt(index: number): Buffer {
    return this.bytes.subarray(index * SEL_RECORD_BYTES, (index + 1) * SEL_RECORD_BYTES);
  }

  private reserve(records: number): void {
    const needed = records * SEL_RECORD_BYTES;
    if (this.bytes.length >= needed) return;
    const grown = Buffer.alloc(Math.max(needed, 16 * SEL_RECORD_BYTES, this.bytes.length * 2));
    this.bytes.copy(grown);
    this.bytes = grown;
  }
}
