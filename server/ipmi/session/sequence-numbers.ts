const HIGHEST = 0xffffffff;
/** Numbers that exist: 1 … FFFFFFFFh. Zero is for packets outside a session (IPMI 2.0 §13.27.1). */
const COUNT = 0xffffffff;

/** The number after `sequence`; FFFFFFFFh is followed by 1. */
export function nextSequence(sequence: number): number {
  return sequence === HIGHEST ? 1 : sequence + 1;
}

/** The numbers of one session's outgoing packets, for all who make some. */
export class SequenceCounter {
  constructor(private upcoming: number) {}

  take(): number {
    const taken = this.upcoming;
    this.upcoming = nextSequence(taken);
    return taken;
  }
}

/**
 * Which inbound session sequence numbers were seen (IPMI 2.0 §6.12.13). The specification asks for 8 either way;
 * some BMCs count in steps of two, so the window is 64 ahead and 64 behind.
 */
export class SequenceWindow {
  static readonly SIZE = 64;
  /** Bit n: `highest - n` was seen. All set at the start, so that nothing older is taken. */
  private seen = (1n << BigInt(SequenceWindow.SIZE)) - 1n;

  /** `highest`: the number before the first one expected. */
  constructor(private highest = HIGHEST) {}

  /** True when `sequence` is new and inside the window. Changes nothing: the packet may still be forged. */
  accepts(sequence: number): boolean {
    if (sequence === 0) return false;
    const distance = this.distance(sequence);
    if (distance > SequenceWindow.SIZE) return false;
    if (distance > 0) return true;
    return -distance < SequenceWindow.SIZE && (this.seen & (1n << BigInt(-distance))) === 0n;
  }

  /** Records a number that `accepts` and whose packet is authentic. */
  mark(sequence: number): void {
    const distance = this.distance(sequence);
    if (distance > 0) {
      this.seen = BigInt.asUintN(SequenceWindow.SIZE, (this.seen << BigInt(distance)) | 1n);
      this.highest = sequence;
    } else {
      this.seen |= 1n << BigInt(-distance);
    }
  }

  /** Steps from the highest number seen, the short way round. */
  private distance(sequence: number): number {
    const forward = (sequence - this.highest + COUNT) % COUNT;
    return forward > COUNT / 2 ? forward - COUNT : forward;
  }
}
