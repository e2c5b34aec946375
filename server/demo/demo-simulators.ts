import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { Demo } from "@/server/services/demo/demo";
import { StartupError } from "@/server/startup-error";

const STOP_MS = 3_000;
const Answer = z.union([z.object({ ready: z.literal(true) }), z.object({ failed: z.string() })]);

export interface DemoSimulatorsOptions {
  /** The bundled bmcs-child. */
  readonly script: URL;
  /** `path` of the child's environment: it gets nothing else of ours. */
  readonly path: string;
  readonly onExit: (description: string) => void;
}

/** Supervises the process with the demo's BMCs. Nothing runs before `start`. */
export class DemoSimulators implements Demo {
  #child: ChildProcess | null = null;

  constructor(private readonly options: DemoSimulatorsOptions) {}

  /** Resolves when all BMCs listen. Rejects with StartupError when they cannot. */
  async start(count: number): Promise<void> {
    const child = fork(this.options.script, [String(count)], {
      env: { NODE_ENV: "production", PATH: this.options.path },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    const ended = once(child, "exit").then(() => ({ failed: "the process ended" }));
    const told = once(child, "message").then(([message]) => Answer.parse(message));
    const answer = await Promise.race([told, ended]);
    if ("failed" in answer) {
      await this.stop();
      throw new StartupError(`The simulated BMCs of the demo could not start: ${answer.failed}.`);
    }
    child.once("exit", (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.options.onExit(
        `The demo's BMCs ended (${signal ?? `exit code ${code}`}); start again with --demo`,
      );
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  }
}
