import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import { Alarm, type HubClock } from "./hub-clock";

/** A batch holds what was typed within this time, and no more than this. */
const WITHIN_MS = 1000;
const MOST_BYTES = 4096;

interface OpenBatch {
  readonly keep: KeepTyped;
  readonly offset: number;
  readonly at: Date;
  readonly pieces: Uint8Array[];
  bytes: number;
}

/** Gathers what somebody types whose typing is kept: a second of it, or 4 KiB, is handed on at a time. */
export class TypedBatches {
  private open: OpenBatch | null = null;
  private readonly alarm: Alarm;

  constructor(
    clock: HubClock,
    private readonly date: () => Date,
    /** Where the host's output is. */
    private readonly offset: () => number,
  ) {
    this.alarm = new Alarm(clock);
  }

  /** At most 4096 bytes. */
  typed(keep: KeepTyped, bytes: Uint8Array): void {
    const held = this.open;
    const fits = held !== null && held.keep === keep && held.bytes + bytes.length <= MOST_BYTES;
    const batch = fits ? held : this.begin(keep);
    batch.pieces.push(bytes);
    batch.bytes += bytes.length;
  }

  /** Hands on what is there. */
  settle(): void {
    this.alarm.clear();
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const { keep, offset, at, pieces } = open;
    keep({ offset, at, bytes: Buffer.concat(pieces) });
  }

  private begin(keep: KeepTyped): OpenBatch {
    this.settle();
    const batch: OpenBatch = { keep, offset: this.offset(), at: this.date(), pieces: [], bytes: 0 };
    this.open = batch;
    this.alarm.set(WITHIN_MS, () => this.settle());
    return batch;
  }
}
