import type { HostStateChanges } from "@/server/database/host-state-store";

export interface StateWriterOptions {
  readonly save: (hostId: string, changes: HostStateChanges) => Promise<void>;
  readonly failed: (hostId: string, error: unknown) => void;
  readonly delayMs: number;
}

/** Writes last known states, each host at most once a `delayMs`, one after the other. */
export class StateWriter {
  readonly #dirty = new Map<string, () => HostStateChanges>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly options: StateWriterOptions) {}

  /** `state` is asked for when it is written. */
  touch(hostId: string, state: () => HostStateChanges): void {
    this.#dirty.set(hostId, state);
    this.#timer ??= setTimeout(() => this.#flush(), this.options.delayMs);
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
    const batch = [...this.#dirty];
    this.#dirty.clear();
    this.#writing = this.#writing.then(() => this.#write(batch));
  }

  async #write(batch: readonly (readonly [string, () => HostStateChanges])[]): Promise<void> {
    for (const [hostId, state] of batch) {
      try {
        await this.options.save(hostId, state());
      } catch (error) {
        this.options.failed(hostId, error);
      }
    }
  }
}
