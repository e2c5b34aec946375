import type { ConsoleSegmentRow, ConsoleSegmentStore } from "@/server/database/console-segment-store";
import type { RecordingClock } from "./recording-clock";

const PUT_EVERY_MS = 10_000;

/** Keeps a host's rows in the database, in order and without anybody waiting for it: the files are what counts. */
export class SegmentRows {
  private work: Promise<void> = Promise.resolve();
  private putAt = Number.NEGATIVE_INFINITY;
  /** Those the database has not taken yet; tried again with the next one. */
  private readonly unsaved = new Map<number, ConsoleSegmentRow>();
  private readonly unremoved = new Set<number>();

  constructor(
    private readonly hostId: string,
    private readonly store: ConsoleSegmentStore,
    private readonly clock: RecordingClock,
    private readonly onError: (error: unknown) => void,
  ) {}

  put(row: ConsoleSegmentRow): void {
    this.putAt = this.clock.now();
    this.unsaved.set(row.number, row);
    this.enqueue(() => this.save());
  }

  /** Of the segment that is written to: not more often than every ten seconds. */
  putSometimes(row: ConsoleSegmentRow): void {
    if (this.clock.now() - this.putAt >= PUT_EVERY_MS) this.put(row);
  }

  /** Resolves when it is gone, or the database does not answer: then it goes with the next one. */
  remove(number: number): Promise<void> {
    this.unsaved.delete(number);
    this.unremoved.add(number);
    this.enqueue(() => this.save());
    return this.work;
  }

  /** When everything so far is in the database, or could not be. */
  settled(): Promise<void> {
    return this.work;
  }

  private async save(): Promise<void> {
    const gone = [...this.unremoved];
    if (gone.length > 0) await this.store.remove(this.hostId, gone);
    for (const number of gone) this.unremoved.delete(number);
    for (const row of [...this.unsaved.values()]) {
      await this.store.put(row);
      if (this.unsaved.get(row.number) === row) this.unsaved.delete(row.number);
    }
  }

  private enqueue(task: () => Promise<void>): void {
    this.work = this.work.then(task).catch(this.onError);
  }
}
