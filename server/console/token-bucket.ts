/** Lets `ratePerSecond` through on average and up to `capacity` at once. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly clock: { now(): number },
    private readonly capacity: number,
    private readonly ratePerSecond: number,
  ) {
    this.tokens = capacity;
    this.filledAt = clock.now();
  }

  /** All of `amount`, or nothing. */
  take(amount: number): boolean {
    const now = this.clock.now();
    const refill = ((now - this.filledAt) / 1000) * this.ratePerSecond;
    this.tokens = Math.min(this.capacity, this.tokens + refill);
    this.filledAt = now;
    if (amount > this.tokens) return false;
    this.tokens -= amount;
    return true;
  }
}
