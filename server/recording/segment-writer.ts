import type { AppendFile, RecordingFiles } from "./recording-files";
import { headLine, type SegmentHead } from "./segment-index";
import { type SegmentPart, segmentPath } from "./segment-paths";

interface Part {
  readonly file: AppendFile;
  /** Bytes known to be whole. */
  length: number;
}

/** The segment that is written to. After a failed write it holds what the last good one left, and is closed. */
export class SegmentWriter {
  private constructor(
    private readonly log: Part,
    private readonly idx: Part,
  ) {}

  /** A new, empty one; what an earlier attempt left under its number is overwritten. Rejects as the disk does. */
  static async create(files: RecordingFiles, folder: string, head: SegmentHead): Promise<SegmentWriter> {
    const writer = await SegmentWriter.resume(files, folder, head.number, 0, 0);
    await writer.write(Buffer.alloc(0), headLine(head));
    return writer;
  }

  /** Goes on with one whose files are whole up to these lengths; what is beyond is cut off. */
  static async resume(
    files: RecordingFiles,
    folder: string,
    number: number,
    logBytes: number,
    idxBytes: number,
  ): Promise<SegmentWriter> {
    const log = await openPart(files, folder, number, "log", logBytes);
    try {
      return new SegmentWriter(log, await openPart(files, folder, number, "idx", idxBytes));
    } catch (error) {
      await log.file.close();
      throw error;
    }
  }

  get logBytes(): number {
    return this.log.length;
  }

  get idxBytes(): number {
    return this.idx.length;
  }

  /** Bytes first, then when they came: a crash between the two leaves bytes that count as come with those before. */
  async write(bytes: Buffer, lines: string): Promise<void> {
    const text = Buffer.from(lines, "utf8");
    try {
      if (bytes.length > 0) await this.log.file.write(bytes);
      if (text.length > 0) await this.idx.file.write(text);
    } catch (error) {
      await this.giveUp();
      throw error;
    }
    this.log.length += bytes.length;
    this.idx.length += text.length;
  }

  /** Writes the last line, waits until the disk has everything, and lets go. */
  async finish(lastLine: string): Promise<void> {
    await this.write(Buffer.alloc(0), lastLine);
    try {
      await this.log.file.sync();
      await this.idx.file.sync();
    } finally {
      await this.close();
    }
  }

  private async giveUp(): Promise<void> {
    // The disk has failed already: the first failure is what is told.
    for (const { file, length } of [this.log, this.idx]) await file.truncate(length).catch(() => undefined);
    await this.close().catch(() => undefined);
  }

  private async close(): Promise<void> {
    await Promise.all([this.log.file.close(), this.idx.file.close()]);
  }
}

async function openPart(
  files: RecordingFiles,
  folder: string,
  number: number,
  part: SegmentPart,
  length: number,
): Promise<Part> {
  const file = await files.openAppend(segmentPath(folder, number, part));
  try {
    await file.truncate(length);
  } catch (error) {
    await file.close();
    throw error;
  }
  return { file, length };
}
