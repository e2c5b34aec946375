import {
  acknowledgement,
  nextSequence,
  SolOperation,
  type SolPacket,
  SolStatus,
} from "../../../ipmi/sol/sol-packet";
import type { ProtocolTraits } from "../traits";

const MOST_COUNTED = 255;
/** Numbers remembered, to tell a repeat from a jump. */
const REMEMBERED = 7;

/** Characters on their way to the host: takes each packet once and says how many it took (IPMI 2.0 §15.11). */
export class SolInput {
  private expected = 1;
  private recent: number[] = [];
  /** What the packet taken last was answered. */
  private last: SolPacket = acknowledgement(0, 0);
  private refusals = 0;
  private answers = 0;

  constructor(
    private readonly traits: ProtocolTraits,
    private readonly host: { input(bytes: Uint8Array): void; sendBreak(): void },
  ) {}

  /** The acknowledgement to send, or null for silence. */
  take(packet: SolPacket): SolPacket | null {
    const { sequence, data, operation } = packet;
    const { traits } = this;
    if (sequence === traits.solStuckAt && data.length > 0) return null;
    if (sequence === this.last.ackedSequence && traits.solRepeats === "acknowledged") return this.last;
    if (traits.solOrder === "strict" ? sequence !== this.expected : this.recent.includes(sequence))
      return null;
    if (!traits.solAcknowledgesEmpty && data.length === 0 && operation === SolOperation.None) return null;
    this.expected = nextSequence(sequence);
    this.recent = [...this.recent, sequence].slice(-REMEMBERED);
    if (data.length > 0 && this.refusals < traits.solRefusals) {
      this.refusals += 1;
      return this.answer({ ...acknowledgement(sequence, 0), operation: SolStatus.Nack });
    }
    this.refusals = 0;
    if (operation & SolOperation.GenerateBreak && traits.solBreaks) this.host.sendBreak();
    const taken = data.subarray(0, traits.solAcceptsAtMost);
    if (taken.length > 0) this.host.input(taken);
    const counted = Math.min(MOST_COUNTED, taken.length + traits.solCountsMore);
    return this.answer(acknowledgement(sequence, traits.solCountsNothing ? 0 : counted));
  }

  private answer(answer: SolPacket): SolPacket {
    this.last = answer;
    this.answers += 1;
    const { solMisnumbersOneIn } = this.traits;
    if (solMisnumbersOneIn === null || this.answers % solMisnumbersOneIn !== 0) return answer;
    return { ...answer, ackedSequence: nextSequence(answer.ackedSequence) };
  }
}
