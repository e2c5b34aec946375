export interface LimiterOptions {
  /** Tries that may come at once. */
  readonly burst: number;
  /** One more try is given back after this time. */
  readonly refillMs: number;
  readonly now?: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
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
    const { burst, refillMs, now } = this.#options;
    const key = network(address);
    const at = now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + (at - bucket.at) / refillMs);
    const allowed = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > MAX_BUCKETS && !oldest.done) this.#buckets.delete(oldest.value);
    return allowed ? 0 : Math.ceil((1 - tokens) * refillMs);
  }
}

function network(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!mapped.includes(":")) return mapped;
  const [head = ""] = mapped.split("::", 1);
  return head.split(":").slice(0, 4).join(":");
}
