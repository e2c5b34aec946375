import { mkdir, open, statfs } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that only grows. */
export interface AppendFile {
  /** All of it, or rejects. */
  write(bytes: Buffer): Promise<void>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What recording asks of the disk where the disk may be full or fail; everything else only reads. */
export interface RecordingFiles {
  /** Makes the file, and its folder, where they are missing; readable by the engine's user only. */
  openAppend(path: string): Promise<AppendFile>;
  /** Bytes left for us on the file system of a folder, and how many it has in all. */
  space(folder: string): Promise<{ readonly free: number; readonly size: number }>;
}

/** The real disk. Consoles print what nobody else should read: folders 0700, files 0600. */
export const diskFiles: RecordingFiles = {
  async openAppend(path) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, "a", 0o600);
    return {
      write: (bytes) => file.appendFile(bytes),
      truncate: (length) => file.truncate(length),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  async space(folder) {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, size: blocks * bsize };
  },
};
