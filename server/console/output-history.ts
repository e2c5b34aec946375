import { randomUUID } from "node:crypto";
import type { ConsoleMark } from "@/lib/contracts/recording";

const FIRST_BYTES = 4096;
const MAX_MARKS = 500;

/** The last bytes a host printed, by absolute offset, and the marks among them. Grows to `capacity` as needed. */
export class OutputHistory {
  private ring = Buffer.alloc(FIRST_BYTES);
  private first: number;
  private next: number;
  private marks: ConsoleMark[] = [];
  private droppedMarks = 0;

  /** `from`: offset of the first byte to come. */
  constructor(
    private readonly capacity: number,
    from = 0,
    /** Which output it is: two of one name count the same bytes. */
    readonly name: string = randomUUID(),
  ) {
    this.first = from;
    this.next = from;
  }

  /** Offset of the oldest byte kept. */
  get start(): number {
    return this.first;
  }

  /** Offset of the next byte to come. */
  get end(): number {
    return this.next;
  }

  /** The running number of the next mark to come. */
  get nextMark(): number {
    return this.droppedMarks + this.marks.length;
  }

  append(bytes: Uint8Array): void {
    const kept = bytes.subarray(Math.max(0, bytes.length - this.capacity));
    this.next += bytes.length - kept.length;
    this.makeRoom(kept.length);
    const at = this.next % this.ring.length;
    const untilWrap = Math.min(kept.length, this.ring.length - at);
    this.ring.set(kept.subarray(0, untilWrap), at);
    this.ring.set(kept.subarray(untilWrap), 0);
    this.next += kept.length;
    this.first = Math.max(this.first, this.next - this.ring.length);
  }

  /** A copy of up to `maxBytes` from `offset` on, which must not be older than `start`. */
  read(offset: number, maxBytes: number): Buffer {
    const length = Math.min(maxBytes, this.next - offset);
    const at = offset % this.ring.length;
    const untilWrap = Math.min(length, this.ring.length - at);
    return Buffer.concat([this.ring.subarray(at, at + untilWrap), this.ring.subarray(0, length - untilWrap)]);
  }

  /** Marks come in the order of their offsets. A BMC may make one with every packet: none is looked at twice. */
  mark(mark: ConsoleMark): void {
    this.marks.push(mark);
    let gone = Math.max(0, this.marks.length - MAX_MARKS);
    while ((this.marks[gone]?.offset ?? this.first) < this.first) gone++;
    if (gone === 0) return;
    this.marks.splice(0, gone);
    this.droppedMarks += gone;
  }

  /** The mark with this running number, or the oldest one after it; with its number. */
  markFrom(number: number): { readonly number: number; readonly mark: ConsoleMark } | null {
    const index = Math.max(0, number - this.droppedMarks);
    const mark = this.marks[index];
    return mark === undefined ? null : { number: this.droppedMarks + index, mark };
  }

  private makeRoom(length: number): void {
    const wanted = this.next - this.first + length;
    if (wanted <= this.ring.length || this.ring.length === this.capacity) return;
    const bytes = this.read(this.first, this.next - this.first);
    let size = this.ring.length;
    while (size < wanted && size < this.capacity) size *= 2;
    this.ring = Buffer.alloc(Math.min(size, this.capacity));
    for (let i = 0; i < bytes.length; i++) {
      this.ring[(this.first + i) % this.ring.length] = bytes[i] as number;
    }
  }
}
