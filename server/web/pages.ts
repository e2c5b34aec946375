import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 30_000;
const STOP_MS = 5_000;

const Ready = z.object({ port: z.number().int() });

export interface PagesOptions {
  /** The bundled next-child. */
  readonly script: URL;
  /** `path` of the child's environment: it gets nothing else of ours. */
  readonly path: string;
  readonly onExit: (description: string) => void;
}

/** Supervises the Next.js child: starts it, starts it again when it dies, knows where it listens. */
export class Pages {
  #child: ChildProcess | null = null;
  #port: number | null = null;
  #stopping = false;
  #delayMs = FIRST_RESTART_MS;
  #restart: NodeJS.Timeout | null = null;

  constructor(private readonly options: PagesOptions) {}

  /** `http://127.0.0.1:port`, or null while pages cannot be served. */
  get origin(): string | null {
    return this.#port === null ? null : `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves when the child listens for the first time; rejects when it ends before. */
  async start(): Promise<void> {
    const child = this.#spawn();
    const failed = once(child, "exit").then(([code, signal]) => {
      throw new Error(`The page server ended while starting (${signal ?? `exit code ${code}`}).`);
    });
    const listening = new Promise<void>((resolve) => child.on("message", () => resolve()));
    await Promise.race([listening, failed]);
    failed.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    const child = this.#child;
    if (!child) return;
    const ended = once(child, "exit");
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  }

  #spawn(): ChildProcess {
    const child = fork(this.options.script, {
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", PATH: this.options.path },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    child.on("message", (message) => {
      const ready = Ready.safeParse(message);
      if (!ready.success) return;
      this.#port = ready.data.port;
      this.#delayMs = FIRST_RESTART_MS;
    });
    child.once("exit", (code, signal) => this.#ended(signal ?? `exit code ${code}`));
    return child;
  }

  #ended(how: string): void {
    this.#child = null;
    this.#port = null;
    if (this.#stopping) return;
    this.options.onExit(`The page server ended (${how}); starting it again in ${this.#delayMs} ms`);
    this.#restart = setTimeout(() => this.#spawn(), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_RESTART_MS);
  }
}
