import { acknowledgement, nextSequence, SolOperation, type SolPacket } from "../../../ipmi/sol/sol-packet";
import type { ProtocolTraits } from "../traits";

/** Numbers remembered, to tell a repeat from a jump. */
const REMEMBERED = 7;

/** Characters on their way to the host: takes each packet once and says how many it took (IPMI 2.0 §15.11). */
export class SolInput {
  private expected = 1;
  private recent: number[] = [];
  private last = { sequence: 0, count: 0 };

  constructor(
    private readonly traits: ProtocolTraits,
    private readonly host: { input(bytes: Uint8Array): void; sendBreak(): void },
  ) {}

  /** The acknowledgement to send, or null for silence. */
  take(packet: SolPacket): SolPacket | null {
    const { sequence, data, operation } = packet;
    const { traits } = this;
    if (sequence === traits.solStuckAt && data.length > 0) return null;
    if (sequence === this.last.sequence && traits.solRepeats === "acknowledged") {
      return acknowledgement(sequence, this.last.count);
    }
    if (traits.solOrder === "strict" ? sequence !== this.expected : this.recent.includes(sequence))
      return null;
    if (!traits.solAcknowledgesEmpty && data.length === 0 && operation === SolOperation.None) return null;
    this.expected = nextSequence(sequence);
    this.recent = [...this.recent, sequence].slice(-REMEMBERED);
    if (operation & SolOperation.GenerateBreak && traits.solBreaks) this.host.sendBreak();
    const taken = data.subarray(0, traits.solAcceptsAtMost);
    if (taken.length > 0) this.host.input(taken);
    const count = traits.solCountsNothing ? 0 : taken.length;
    this.last = { sequence, count };
    return acknowledgement(sequence, count);
  }
}
