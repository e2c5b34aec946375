import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isMissing, sizeOf } from "./segment-content";
import { compressedPath, segmentPath } from "./segment-paths";

interface Job {
  readonly folder: string;
  readonly number: number;
  readonly onDone: () => Promise<void>;
}

/** Compresses closed segments, one at a time; a plain file goes only when its compressed one is safe on the disk. */
export class SegmentCompressor {
  private queue: Job[] = [];
  private current: { readonly job: Job; readonly done: Promise<void> } | null = null;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** `onDone` is called when the plain files are gone. One that fails stays plain. */
  add(folder: string, number: number, onDone: () => Promise<void>): void {
    this.queue.push({ folder, number, onDone });
    this.next();
  }

  /** Of a folder, or one segment of it, nothing is touched any more when this resolves. */
  async cancel(folder: string, number?: number): Promise<void> {
    const meant = (job: Job) => job.folder === folder && (number === undefined || job.number === number);
    this.queue = this.queue.filter((job) => !meant(job));
    if (this.current && meant(this.current.job)) await this.current.done;
  }

  /** Ends after the segment at hand; the others are compressed when they are found again. */
  async close(): Promise<void> {
    this.queue = [];
    await this.current?.done;
  }

  /** When nothing is left to do. */
  async idle(): Promise<void> {
    while (this.current !== null) await this.current.done;
  }

  private next(): void {
    if (this.current !== null) return;
    const job = this.queue.shift();
    if (job === undefined) return;
    const done = compressSegment(job.folder, job.number)
      .then(job.onDone)
      .catch((error: unknown) => {
        // Removed while it waited.
        if (!isMissing(error)) this.onError(error);
      })
      .then(() => {
        this.current = null;
        this.next();
      });
    this.current = { job, done };
  }
}

/** Both parts; where one was done before a crash, the rest of the way. */
async function compressSegment(folder: string, number: number): Promise<void> {
  const parts = [segmentPath(folder, number, "log"), segmentPath(folder, number, "idx")];
  for (const plain of parts) {
    if ((await sizeOf(plain)) === null) continue;
    const unfinished = `${compressedPath(plain)}.part`;
    try {
      await pipeline(
        createReadStream(plain),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600, flush: true }),
      );
      await rename(unfinished, compressedPath(plain));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
  await syncFolder(folder);
  for (const plain of parts) await rm(plain, { force: true });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
