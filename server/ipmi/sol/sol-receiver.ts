import { acknowledgement, nextSequence, type SolPacket, SolStatus } from "./sol-packet";

export interface SolReceiverEvents {
  data(bytes: Buffer): void;
  /** Bytes may be missing, or doubled, at this point of the output. */
  mark(reason: "gap" | "overrun"): void;
}

interface Received {
  readonly sequence: number;
  data: Buffer;
  overrun: boolean;
  /** Once it was retransmitted: how many of its characters the BMC may think we have, all of them apart. */
  readonly believed: Set<number>;
}

/** The accepted-count field is one byte: more can not be acknowledged. */
const MAX_ACKNOWLEDGED = 255;
/** Packets remembered, to tell a late duplicate from a jump: less than half of the 15 numbers. */
const REMEMBERED = 7;
/** This many late duplicates in a row are no duplicates: the BMC has renumbered. */
const LATE_LIMIT = 3;

/**
 * The host's output: exact, or marked. Every packet taken is acknowledged at once and whole; a retransmission is
 * recognised by number and content, and one that has grown adds its tail only.
 *
 * One loss no client can see: a BMC that gave up on a packet we have and sends it again under the next number,
 * when none of its retransmissions reached us.
 */
export class SolReceiver {
  private history: Received[] = [];
  private late = 0;
  private delivered = 0;
  private marked = "";

  /** `acknowledge` is called before anything is done with the characters: the BMC sends no more until it is there. */
  constructor(
    private readonly events: SolReceiverEvents,
    private readonly acknowledge: (packet: SolPacket) => void,
  ) {}

  /** Takes a packet's characters. */
  receive(packet: SolPacket): void {
    const overrun = (packet.operation & SolStatus.TransmitOverrun) !== 0;
    if (packet.sequence === 0) {
      if (overrun) this.mark("overrun");
      // Characters nobody can acknowledge would come again without end: dropped, and said so.
      if (packet.data.length > 0) this.mark("gap");
      return;
    }
    const data = packet.data.subarray(0, MAX_ACKNOWLEDGED);
    const last = this.history.at(-1);
    if (last?.sequence === packet.sequence && samePrefix(last.data, data)) {
      this.retransmission(last, data, overrun);
      return;
    }
    if (last !== undefined && packet.sequence !== nextSequence(last.sequence)) {
      if (this.isLateDuplicate(packet.sequence, data)) return;
      this.mark("gap");
    } else if (last !== undefined && sendsAgain(last, data)) {
      this.mark("gap");
    }
    if (overrun) this.mark("overrun");
    this.late = 0;
    this.history.push({ sequence: packet.sequence, data, overrun, believed: new Set() });
    if (this.history.length > REMEMBERED) this.history.shift();
    this.acknowledge(acknowledgement(packet.sequence, data.length));
    this.deliver(data);
    if (packet.data.length > MAX_ACKNOWLEDGED) this.mark("gap");
  }

  private retransmission(last: Received, data: Buffer, overrun: boolean): void {
    last.believed.add(0);
    if (overrun && !last.overrun) {
      last.overrun = true;
      this.mark("overrun");
    }
    const taken = last.data.length;
    if (data.length > taken) {
      last.believed.add(taken);
      last.data = data;
    }
    this.acknowledge(acknowledgement(last.sequence, last.data.length));
    this.deliver(last.data.subarray(taken));
  }

  private isLateDuplicate(sequence: number, data: Buffer): boolean {
    const earlier = this.history.findLast((received) => received.sequence === sequence);
    if (earlier === undefined || data.length > earlier.data.length) return false;
    if (!samePrefix(earlier.data, data)) return false;
    this.late += 1;
    return this.late < LATE_LIMIT;
  }

  private deliver(data: Buffer): void {
    if (data.length === 0) return;
    this.delivered += data.length;
    this.events.data(data);
  }

  /** One mark a place and reason, however often the BMC repeats itself. */
  private mark(reason: "gap" | "overrun"): void {
    const place = `${reason}@${this.delivered}`;
    if (place === this.marked) return;
    this.marked = place;
    this.events.mark(reason);
  }
}

function samePrefix(a: Buffer, b: Buffer): boolean {
  const length = Math.min(a.length, b.length);
  return a.subarray(0, length).equals(b.subarray(0, length));
}

/**
 * A BMC that has not heard our acknowledgements gives up and sends the same characters under a new number; one that heard
 * only of a packet's shorter form goes on behind that, and sends again what its longer form had brought.
 */
function sendsAgain(last: Received, data: Buffer): boolean {
  return [...last.believed].some((count) => {
    const rest = last.data.subarray(count);
    return rest.length > 0 && data.length >= rest.length && samePrefix(rest, data);
  });
}
