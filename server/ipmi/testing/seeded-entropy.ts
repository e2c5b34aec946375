import type { Entropy } from "../clock";

/** Repeatable randomness (mulberry32): the same seed gives the same run. Not for keys. */
export class SeededEntropy implements Entropy {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  bytes(length: number): Buffer {
    const out = Buffer.alloc(length);
    for (let i = 0; i < length; i++) out[i] = Math.floor(this.fraction() * 256);
    return out;
  }

  /** 0 ≤ x < 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
