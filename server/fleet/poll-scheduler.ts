/** When the next round comes after one that ended. */
export type NextRound =
  | { readonly kind: "at-its-turn" }
  /** The BMC cannot be reached or spoken to: ever rarer, `atLeastMs` apart. */
  | { readonly kind: "back-off"; readonly atLeastMs: number }
  /** Trying again by ourselves could lock the account: a person must say so. */
  | { readonly kind: "when-asked" };

export interface PollSchedulerOptions {
  readonly intervalMs: number;
  /** Rounds at the same time, asked for each; a slow or dead BMC takes one place. */
  readonly concurrency: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  /** One round; never rejects. */
  readonly poll: (hostId: string, signal: AbortSignal) => Promise<NextRound>;
}

const MAX_BACK_OFF_MS = 300_000;
/** At start the first rounds come this much apart, within one interval. */
const START_SPACING_MS = 50;
/** Rounds begin together, so often: datagrams that come in company cost the machine a third of those that come alone. */
const BEAT_MS = 250;

interface Entry {
  readonly id: string;
  state: "waiting" | "queued" | "running";
  timer: NodeJS.Timeout | undefined;
  failures: number;
  /** Asked for while running: one more round right after, not one per asking. */
  again: boolean;
  abort: AbortController;
}

/** Gives each host its rounds: at an interval with jitter, never two at once, never catching up on missed ones. */
export class PollScheduler {
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Entry[] = [];
  #running = 0;
  #spread = 0;
  #stopped = false;

  constructor(private readonly options: PollSchedulerOptions) {}

  /** First round: now for one that was just added, spread out for those that are there at start. */
  add(id: string, first: "now" | "spread"): void {
    const entry: Entry = {
      id,
      state: "waiting",
      timer: undefined,
      failures: 0,
      again: false,
      abort: new AbortController(),
    };
    this.#entries.set(id, entry);
    const delay = first === "now" ? 0 : this.#spread++ * START_SPACING_MS;
    this.#wait(entry, delay % this.options.intervalMs);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#cancel(entry);
  }

  /** A round as soon as a place is free, before those that wait for their turn. */
  now(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || this.#stopped) return;
    if (entry.state === "running") entry.again = true;
    if (entry.state !== "waiting") return;
    clearTimeout(entry.timer);
    this.#enqueue(entry, "first");
  }

  /** Breaks off the running round and begins anew, as if nothing had failed before. */
  restart(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.failures = 0;
    entry.abort.abort(new Error("The host was changed"));
    entry.abort = new AbortController();
    this.now(id);
  }

  stop(): void {
    this.#stopped = true;
    for (const entry of this.#entries.values()) this.#cancel(entry);
    this.#entries.clear();
    this.#queue.length = 0;
  }

  #cancel(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.abort.abort(new Error("No longer polled"));
  }

  #wait(entry: Entry, ms: number): void {
    entry.state = "waiting";
    entry.timer = setTimeout(() => this.#enqueue(entry, "last"), ms === 0 ? 0 : untilBeat(ms));
  }

  #enqueue(entry: Entry, place: "first" | "last"): void {
    entry.state = "queued";
    if (place === "first") this.#queue.unshift(entry);
    else this.#queue.push(entry);
    this.#fill();
  }

  #fill(): void {
    while (!this.#stopped && this.#running < this.options.concurrency()) {
      const entry = this.#queue.shift();
      if (!entry) return;
      if (this.#entries.get(entry.id) === entry) void this.#run(entry);
    }
  }

  async #run(entry: Entry): Promise<void> {
    entry.state = "running";
    this.#running++;
    const startedAt = performance.now();
    const { abort } = entry;
    const next = await this.options.poll(entry.id, abort.signal);
    this.#running--;
    if (this.#entries.get(entry.id) === entry) this.#plan(entry, next, startedAt, abort.signal.aborted);
    this.#fill();
  }

  #plan(entry: Entry, next: NextRound, startedAt: number, broken: boolean): void {
    if (entry.again || broken) {
      entry.again = false;
      this.#wait(entry, 0);
      return;
    }
    entry.failures = next.kind === "at-its-turn" ? 0 : entry.failures + 1;
    if (next.kind === "when-asked") {
      entry.state = "waiting";
      return;
    }
    const sinceStart = performance.now() - startedAt;
    this.#wait(entry, Math.max(0, this.#delay(next, entry.failures) - sinceStart));
  }

  #delay(next: Exclude<NextRound, { kind: "when-asked" }>, failures: number): number {
    const { intervalMs, random } = this.options;
    if (next.kind === "at-its-turn") return intervalMs * (0.95 + 0.1 * random());
    const doubled = Math.min(intervalMs * 2 ** Math.min(failures - 1, 10), MAX_BACK_OFF_MS);
    return Math.max(doubled, next.atLeastMs) * (0.8 + 0.4 * random());
  }
}

/** Milliseconds until the beat next to a time `ms` ahead. */
function untilBeat(ms: number): number {
  const now = performance.now();
  return Math.max(0, Math.round((now + ms) / BEAT_MS) * BEAT_MS - now);
}
