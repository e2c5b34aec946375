import type { Clock } from "../clock";
import { timing } from "./timing";

const COUNT = 64;

/**
 * The 64 requester sequence numbers of a session. A number whose reply may still be under way stays out of use, so
 * that a late reply never answers a newer request.
 */
export class RqSeqPool {
  private next = 0;
  private readonly inUse = new Set<number>();
  private readonly quarantinedUntil = new Map<number, number>();

  constructor(private readonly clock: Clock) {}

  /** The next free number, round robin; null when none is free now. */
  take(): number | null {
    for (let tried = 0; tried < COUNT; tried++) {
      const candidate = this.next;
      this.next = (this.next + 1) % COUNT;
      if (this.isFree(candidate)) {
        this.inUse.add(candidate);
        return candidate;
      }
    }
    return null;
  }

  /** The number's one datagram was answered. */
  release(rqSeq: number): void {
    this.inUse.delete(rqSeq);
  }

  /** Another reply may still come: after a timeout, a cancellation, or an answered retransmission. */
  quarantine(rqSeq: number): void {
    this.inUse.delete(rqSeq);
    this.quarantinedUntil.set(rqSeq, this.clock.now() + timing.sequenceQuarantine);
  }

  private isFree(rqSeq: number): boolean {
    if (this.inUse.has(rqSeq)) return false;
    const until = this.quarantinedUntil.get(rqSeq);
    if (until === undefined) return true;
    if (this.clock.now() < until) return false;
    this.quarantinedUntil.delete(rqSeq);
    return true;
  }
}
