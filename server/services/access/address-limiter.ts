export interface LimiterOptions {
  /** Tries that may come at once. */
  readonly burst: number;
  /** One more try is given back after this time. */
  readonly refillMs: number;
  readonly now?: () => number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

const MAX_BUCKETS = 10_000;

/** A token bucket per network address. IPv6 counts by /64: a single machine owns that many addresses. */
export class AddressLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #options: Required<LimiterOptions>;

  constructor(options: LimiterOptions) {
    this.#options = { now: Date.now, ...options };
  }

  /** 0 when the try may go on, otherwise milliseconds to wait. */
  take(address: string): number {
    const tokens = this.#tokens(address);
    if (tokens < 1) return Math.ceil((1 - tokens) * this.#options.refillMs);
    this.#keep(address, tokens - 1);
    return 0;
  }

  /** The try was a good one and does not count. */
  giveBack(address: string): void {
    this.#keep(address, Math.min(this.#options.burst, this.#tokens(address) + 1));
  }

  #tokens(address: string): number {
    const { burst, refillMs, now } = this.#options;
    const bucket = this.#buckets.get(network(address));
    return bucket ? Math.min(burst, bucket.tokens + (now() - bucket.at) / refillMs) : burst;
  }

  #keep(address: string, tokens: number): void {
    const key = network(address);
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens, at: this.#options.now() });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > MAX_BUCKETS && !oldest.done) this.#buckets.delete(oldest.value);
  }
}

function network(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!mapped.includes(":")) return mapped;
  const [head = ""] = mapped.split("::", 1);
  return head.split(":").slice(0, 4).join(":");
}
