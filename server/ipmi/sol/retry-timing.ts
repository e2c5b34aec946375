const BACK_OFF = 1.5;
/** A conclusion drawn from silence is wrong less often than this. */
const ACCEPTED_ERROR = 1e-4;
/** A loss rate measured over fewer tries than this counts for little. */
const FEW_TRIES = 8;

/**
 * How long to wait for an acknowledgement (RFC 6298 smoothing, Karn's rule) and how many unanswered tries in a
 * row are more than bad luck on this link.
 */
export class RetryTiming {
  private smoothed: number | null = null;
  private variation = 0;
  private tries = 0;
  private answers = 0;

  constructor(private readonly limits: { firstRetryMs: number; minRetryMs: number; maxRetryMs: number }) {}

  /** A packet was acknowledged after `attempts` tries, `sinceFirstMs` after the first. */
  answered(attempts: number, sinceFirstMs: number): void {
    this.answers += 1;
    this.tries += attempts;
    if (attempts === 1) this.measure(sinceFirstMs);
  }

  /** Milliseconds to wait after try number `attempt` (1 is the first). */
  waitMs(attempt: number): number {
    const { firstRetryMs, minRetryMs, maxRetryMs } = this.limits;
    const base =
      this.smoothed === null ? firstRetryMs : Math.max(minRetryMs, this.smoothed + 4 * this.variation);
    return Math.min(maxRetryMs, base * BACK_OFF ** (attempt - 1));
  }

  /** Tries in a row that stay unanswered on this link with a probability below one in 10 000; at least `minimum`. */
  triesBeyondLuck(minimum: number): number {
    const failing = (this.tries - this.answers) / (this.tries + FEW_TRIES);
    if (failing <= 0) return minimum;
    return Math.max(minimum, Math.ceil(Math.log(ACCEPTED_ERROR) / Math.log(failing)));
  }

  private measure(roundTripMs: number): void {
    if (this.smoothed === null) {
      this.smoothed = roundTripMs;
      this.variation = roundTripMs / 2;
      return;
    }
    this.variation += (Math.abs(this.smoothed - roundTripMs) - this.variation) / 4;
    this.smoothed += (roundTripMs - this.smoothed) / 8;
  }
}
