import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SavedSettings } from "./settings";

/** Configuration holds passwords: only the owner reads it. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Keeps the configuration of machines in files, one a machine: what `createMachine` takes as `saved` and `onSettings`. */
export class StateFolder {
  private readonly writing = new Map<string, Promise<void>>();
  private readonly newest = new Map<string, SavedSettings>();

  private constructor(private readonly path: string) {}

  /** Creates the folder where there is none. Rejects with Node's error. */
  static async open(path: string): Promise<StateFolder> {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
    return new StateFolder(path);
  }

  /** Configuration of a machine of that name; empty when it has none yet. Rejects with SyntaxError when the file is damaged. */
  async load(name: string): Promise<SavedSettings> {
    const text = await readFile(this.file(name), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "{}";
      throw error;
    });
    const value: unknown = JSON.parse(text);
    if (!isSavedSettings(value)) throw new SyntaxError(`${this.file(name)} holds no configuration`);
    return value;
  }

  /** Writes soon; of several changes in a row only the last is written. */
  save(name: string, settings: SavedSettings): void {
    this.newest.set(name, settings);
    if (this.writing.has(name)) return;
    const writing = this.write(name);
    // Who flushes is told.
    writing.catch(() => {});
    this.writing.set(name, writing);
  }

  /** Resolves when everything is written; rejects with the first error. */
  async flush(): Promise<void> {
    await Promise.all(this.writing.values());
  }

  private async write(name: string): Promise<void> {
    // Later than the change that asked for it, so that changes of one moment are one write.
    await new Promise((resolve) => setImmediate(resolve));
    for (let settings = this.newest.get(name); settings !== undefined; settings = this.newest.get(name)) {
      this.newest.delete(name);
      const temporary = `${this.file(name)}.new`;
      await writeFile(temporary, `${JSON.stringify(settings, null, 1)}\n`, { mode: PRIVATE_FILE });
      await rename(temporary, this.file(name));
    }
    this.writing.delete(name);
  }

  private file(name: string): string {
    return join(this.path, `${name.replaceAll(/[^\w.-]/g, "_")}.json`);
  }
}

function isSavedSettings(value: unknown): value is SavedSettings {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (digits) => typeof digits === "string" && /^([0-9a-f]{2})*$/.test(digits),
  );
}
