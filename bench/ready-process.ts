import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of Node's in a process of its own that says `ready` on a line when it is. */
export class ReadyProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it says so; rejects when it ends before. */
  static async start(what: string, args: readonly string[]): Promise<ReadyProcess> {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`${what} ended with ${code}`);
    });
    const ready = (async () => {
      let output = "";
      for await (const chunk of child.stdout ?? []) {
        output += String(chunk);
        if (/^ready/m.test(output)) return;
      }
    })();
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    child.stdout?.resume();
    return new ReadyProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}
