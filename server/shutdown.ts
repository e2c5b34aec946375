const LONGEST_STOP_MS = 20_000;

/** Ends what was started, last started first, and then the process. */
export class Shutdown {
  readonly #parts: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  #stopping = false;

  constructor(private readonly say: (line: string) => void) {}

  /** `stop` runs before that of all parts added so far. */
  add(name: string, stop: () => Promise<void>): void {
    this.#parts.unshift({ name, stop });
  }

  /** Ctrl-C and SIGTERM stop in order; a second one stops at once. */
  listen(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (this.#stopping) process.exit(1);
        this.say("Stopping …");
        void this.#stopAll(0);
      });
    }
  }

  /** Says one line on standard error and stops with exit code 1. */
  fail(line: string): void {
    process.stderr.write(`${line}\n`);
    void this.#stopAll(1);
  }

  async #stopAll(code: number): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    let exitCode = code;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    for (const { name, stop } of this.#parts) {
      await stop().catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        process.stderr.write(`Stopping the ${name} failed: ${reason}\n`);
        exitCode = 1;
      });
    }
    process.exit(exitCode);
  }
}
