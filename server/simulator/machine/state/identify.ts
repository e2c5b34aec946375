/** The identify light (IPMI 2.0 §28.5): off, on for a while, or on until told otherwise. */
export class Identify {
  private until = Number.NEGATIVE_INFINITY;

  /** Seconds, 0 to turn it off. */
  forSeconds(seconds: number, now: number): void {
    this.until = now + seconds * 1000;
  }

  forever(): void {
    this.until = Number.POSITIVE_INFINITY;
  }

  /** Get Chassis Status' two bits: 0 off, 1 timed, 2 on. */
  state(now: number): 0 | 1 | 2 {
    if (this.until === Number.POSITIVE_INFINITY) return 2;
    return now < this.until ? 1 : 0;
  }
}
