import { SeededEntropy } from "../../testing/seeded-entropy";
import type { FuzzTarget } from "./fuzz-target";

/** How often each place of the instrumented code was passed by the last input. */
export type Coverage = Uint8Array;

export interface FuzzReport {
  readonly target: string;
  readonly cases: number;
  /** Inputs kept because they led somewhere new. */
  readonly corpus: number;
  /** Places of the code that were reached. */
  readonly places: number;
  /** The first input at which something happened that must not, in hex, and what. */
  readonly failure: { readonly input: string; readonly problem: string } | null;
}

const LONGEST_INPUT = 400;
const LARGEST_CORPUS = 2_000;
const CASES_BETWEEN_SETTLING = 2_000;
/** Bytes that are often the edge of something in IPMI. */
const interesting = [
  0x00, 0x01, 0x02, 0x06, 0x07, 0x0f, 0x10, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xc0, 0xc1, 0xfe, 0xff,
];

/**
 * Changes inputs at random and keeps those that lead somewhere new in the code, as AFL does: what a place was passed
 * once, a few times or often counts as different. Repeatable by seed.
 */
export class CoverageFuzzer {
  private readonly random: SeededEntropy;
  private readonly corpus: Buffer[];
  /** What counts were seen at each place, a bit a magnitude. */
  private readonly seen: Uint8Array;

  constructor(
    private readonly target: FuzzTarget,
    private readonly coverage: Coverage,
    seed: number,
  ) {
    this.random = new SeededEntropy(seed);
    this.corpus = [...target.seeds];
    this.seen = new Uint8Array(coverage.length);
  }

  async run(cases: number): Promise<FuzzReport> {
    for (let number = 0; number < cases; number++) {
      const input = this.target.seeds[number] ?? this.mutated();
      const problem = this.problemWith(input);
      if (problem !== null) return this.report(number + 1, { input: input.toString("hex"), problem });
      if (number % CASES_BETWEEN_SETTLING === 0) await this.target.settle?.();
    }
    await this.target.settle?.();
    return this.report(cases, null);
  }

  private problemWith(input: Buffer): string | null {
    this.coverage.fill(0);
    try {
      this.target.run(input);
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    if (this.isNew() && this.corpus.length < LARGEST_CORPUS) this.corpus.push(input);
    return null;
  }

  private isNew(): boolean {
    let found = false;
    const { coverage, seen } = this;
    for (let place = 0; place < coverage.length; place++) {
      const count = coverage[place] as number;
      if (count === 0) continue;
      const magnitude = 1 << Math.min(7, 31 - Math.clz32(count));
      if (((seen[place] as number) & magnitude) !== 0) continue;
      seen[place] = (seen[place] as number) | magnitude;
      found = true;
    }
    return found;
  }

  private mutated(): Buffer {
    let input: Buffer = Buffer.from(this.pick(this.corpus));
    for (let changes = 1 << this.below(4); changes > 0; changes--) input = this.changed(input);
    return input.subarray(0, LONGEST_INPUT);
  }

  private changed(input: Buffer): Buffer {
    const at = this.below(input.length + 1);
    switch (this.below(7)) {
      case 0:
        return Buffer.concat([
          input.subarray(0, at),
          this.random.bytes(1 + this.below(8)),
          input.subarray(at),
        ]);
      case 1:
        return Buffer.concat([input.subarray(0, at), input.subarray(at + 1 + this.below(8))]);
      case 2:
        return input.subarray(0, at);
      case 3: {
        const other = this.pick(this.corpus);
        return Buffer.concat([input.subarray(0, at), other.subarray(this.below(other.length + 1))]);
      }
      default:
        return this.withOtherByte(input, at);
    }
  }

  private withOtherByte(input: Buffer, at: number): Buffer {
    if (at >= input.length) return input;
    const old = input.readUInt8(at);
    const values = [old ^ (1 << this.below(8)), this.below(256), this.pick(interesting), (old + 1) & 0xff];
    input.writeUInt8(this.pick(values), at);
    return input;
  }

  private pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  private below(limit: number): number {
    return Math.floor(this.random.fraction() * limit);
  }

  private report(cases: number, failure: FuzzReport["failure"]): FuzzReport {
    const places = this.seen.reduce((sum, magnitudes) => sum + (magnitudes === 0 ? 0 : 1), 0);
    return { target: this.target.name, cases, corpus: this.corpus.length, places, failure };
  }
}
