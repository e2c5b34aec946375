import type { Entropy } from "../clock";
import { timing } from "./timing";

/**
 * How long to wait for an answer before sending again: smoothed round trip plus four deviations (RFC 6298), doubled
 * with every retransmission, up to a tenth of jitter on top.
 */
export class RetransmissionTimer {
  private smoothed: number | null = null;
  private deviation = 0;

  constructor(private readonly entropy: Entropy) {}

  /** Feeds a measured round trip. Never of a retransmitted request: its answer may belong to either datagram. */
  measured(roundTripMs: number): void {
    if (this.smoothed === null) {
      this.smoothed = roundTripMs;
      this.deviation = roundTripMs / 2;
      return;
    }
    this.deviation += (Math.abs(this.smoothed - roundTripMs) - this.deviation) / 4;
    this.smoothed += (roundTripMs - this.smoothed) / 8;
  }

  /** Wait after the n-th transmission (1 is the first). */
  wait(transmissions: number): number {
    const base =
      this.smoothed === null ? timing.initialRetransmit : this.smoothed + 4 * Math.max(this.deviation, 1);
    return this.backOff(Math.max(base, timing.minimumRetransmit), transmissions);
  }

  /** Wait before asking a busy BMC again (1 is the first time). */
  busyWait(refusals: number): number {
    return this.backOff(timing.busyBackOff, refusals);
  }

  private backOff(base: number, attempt: number): number {
    const doubled = Math.min(base * 2 ** (attempt - 1), timing.maximumRetransmit);
    return Math.round(doubled * (1 + this.entropy.bytes(1).readUInt8(0) / 2560));
  }
}
