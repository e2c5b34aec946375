import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import type { ActionRecord } from "../../simulator/machine";

/** A file with one line of JSON for each executed action. */
export class ActionLog {
  private constructor(private readonly stream: WriteStream) {}

  /** Opens the file to add to it; rejects with Node's error. */
  static async open(path: string): Promise<ActionLog> {
    const stream = createWriteStream(path, { flags: "a" });
    await once(stream, "open");
    return new ActionLog(stream);
  }

  write(record: ActionRecord): void {
    this.stream.write(`${JSON.stringify(record)}\n`);
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    this.stream.end();
    await once(this.stream, "close");
  }
}
