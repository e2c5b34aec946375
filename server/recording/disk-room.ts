import type { RecordingClock } from "./recording-clock";
import type { RecordingFiles } from "./recording-files";

/** Left for the database, which shares the disk and without which nothing works; less of a small disk. */
const RESERVE_BYTES = 64 * 1024 * 1024;
const RESERVE_SHARE = 0.05;
const LOOK_EVERY_MS = 5_000;

/** Recording would leave too little of the disk to others. */
export class DiskFullError extends Error {
  override readonly name = "DiskFullError";
}

/** Looks now and then how much of the disk is free, and counts down in between. */
export class DiskRoom {
  private free = 0;
  private reserve = RESERVE_BYTES;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly folder: string,
    private readonly files: RecordingFiles,
    private readonly clock: RecordingClock,
  ) {}

  /** Rejects with DiskFullError when these bytes would eat into the reserve. */
  async take(bytes: number): Promise<void> {
    if (this.clock.now() - this.lookedAt >= LOOK_EVERY_MS || this.free - bytes < this.reserve) {
      const { free, size } = await this.files.space(this.folder);
      this.free = free;
      this.reserve = Math.min(RESERVE_BYTES, size * RESERVE_SHARE);
      this.lookedAt = this.clock.now();
    }
    if (this.free - bytes < this.reserve) throw new DiskFullError("The disk is full");
    this.free -= bytes;
  }
}
