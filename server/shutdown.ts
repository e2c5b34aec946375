const LONGEST_STOP_MS = 20_000;
/** A Ctrl-C under npm arrives twice: from the terminal and from npm. Only a later one is meant. */
const SECOND_SIGNAL_MS = 500;

/** Ends what was started, last started first, and then the process. */
export class Shutdown {
  readonly #parts: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  #stopping = false;
  #signalAt = 0;

  constructor(private readonly say: (line: string) => void) {}

  /** `stop` runs before that of all parts added so far. */
  add(name: string, stop: () => Promise<void>): void {
    this.#parts.unshift({ name, stop });
  }

  /** Ctrl-C and SIGTERM stop in order; a second one stops at once. */
  listen(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        const sinceLast = performance.now() - this.#signalAt;
        if (this.#stopping && sinceLast > SECOND_SIGNAL_MS) process.exit(1);
        this.#signalAt = performance.now();
        if (this.#stopping) return;
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
