import type { HostStateChanges } from "@/server/database/host-state-store";

export interface StateWriterOptions {
  readonly save: (states: readonly HostStateChanges[]) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Asked for at each first change after a writing. */
  readonly delayMs: () => number;
}

/** Hosts in one statement: a hundred kilobytes. Prisma keeps the arguments of its last hundred statements, twice. */
const BATCH = 8;

/** Writes last known states, each host at most once a `delayMs`, some at a time. */
export class StateWriter {
  readonly #dirty = new Map<string, () => HostStateChanges>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly options: StateWriterOptions) {}

  /** `state` is asked for when it is written. */
  touch(hostId: string, state: () => HostStateChanges): void {
    this.#dirty.set(hostId, state);
    this.#timer ??= setTimeout(() => this.#flush(), this.options.delayMs());
  }

  forget(hostId: string): void {
    this.#dirty.delete(hostId);
  }

  /** Writes what is left. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#flush();
    await this.#writing;
  }

  #flush(): void {
    this.#timer = undefined;
    const states = [...this.#dirty.values()];
    this.#dirty.clear();
    this.#writing = this.#writing.then(() => this.#write(states));
  }

  async #write(states: readonly (() => HostStateChanges)[]): Promise<void> {
    for (let from = 0; from < states.length; from += BATCH) {
      try {
        await this.options.save(states.slice(from, from + BATCH).map((state) => state()));
      } catch (error) {
        this.options.failed(error);
      }
    }
  }
}
