import type { Clock, Endpoint, HeldSession } from "@/server/ipmi";

/** A session of ours, and the BMC that holds it. */
export interface OpenSession extends Endpoint, HeldSession {}

/** Where open sessions outlive the engine. `add` and `remove` are never called at the same time. */
export interface SessionMemory {
  list(): Promise<readonly OpenSession[]>;
  add(sessions: readonly OpenSession[]): Promise<void>;
  /** By BMC and session id. */
  remove(sessions: readonly OpenSession[]): Promise<void>;
}

/** A BMC drops a set-up that pauses for some seconds. */
const LONGEST_PAUSE_MS = 1_000;

interface Change {
  readonly session: OpenSession;
  readonly isOpen: boolean;
  readonly written: () => void;
}

/** Writes down which sessions are open: whatever changes while one writing is under way is the next one's, all in one. */
export class SessionNotes {
  #changes = new Map<string, Change>();
  #writing: Promise<void> | null = null;

  constructor(
    private readonly memory: SessionMemory,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {}

  list(): Promise<readonly OpenSession[]> {
    return this.memory.list();
  }

  /** Resolves when it is written, or when a login can wait no longer: without the memory people still get in. */
  add(session: OpenSession): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.clock.setTimeout(resolve, LONGEST_PAUSE_MS);
      const written = () => {
        this.clock.clearTimeout(timer);
        resolve();
      };
      this.#change({ session, isOpen: true, written });
    });
  }

  remove(session: OpenSession): void {
    this.#change({ session, isOpen: false, written: () => {} });
  }

  /** Resolves when everything is written. Never rejects. */
  async settled(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  #change(change: Change): void {
    const { address, port, bmcSessionId } = change.session;
    const key = `${address}|${port}|${bmcSessionId}`;
    this.#changes.get(key)?.written();
    this.#changes.set(key, change);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    while (this.#changes.size > 0) {
      const changes = [...this.#changes.values()];
      this.#changes = new Map();
      const which = (isOpen: boolean) =>
        changes.filter((change) => change.isOpen === isOpen).map(({ session }) => session);
      await this.#carriedOut(which(true), (sessions) => this.memory.add(sessions));
      for (const { isOpen, written } of changes) if (isOpen) written();
      await this.#carriedOut(which(false), (sessions) => this.memory.remove(sessions));
    }
    this.#writing = null;
  }

  async #carriedOut(
    sessions: readonly OpenSession[],
    carryOut: (sessions: readonly OpenSession[]) => Promise<void>,
  ): Promise<void> {
    if (sessions.length === 0) return;
    try {
      await carryOut(sessions);
    } catch (error) {
      this.failed(error);
    }
  }
}
