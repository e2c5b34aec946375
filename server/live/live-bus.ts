import type { LiveMessage } from "@/lib/contracts/live";

export type LiveListener = (message: LiveMessage) => void;

/** In-process: the fleet and the actions publish, live sockets listen. Listeners must not throw and must not block. */
export class LiveBus {
  readonly #listeners = new Set<LiveListener>();

  publish(message: LiveMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** Returns what ends the subscription. */
  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
