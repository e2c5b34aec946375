import type { Clock, TimerHandle } from "../../../ipmi/clock";
import { nextSequence, SolOperation, type SolPacket, SolStatus } from "../../../ipmi/sol/sol-packet";
import type { ProtocolTraits } from "../traits";
import type { SolSettings } from "./sol-settings";

/** Characters kept while the console does not acknowledge; more overrun, as in a UART's FIFO. */
const BUFFER_BYTES = 16_384;
const MAX_SKIP = 3;

/**
 * Characters on their way to the console: gathered for a moment, sent one packet at a time, repeated until they are
 * acknowledged (IPMI 2.0 §15.11, §26.3 parameters 3 and 4).
 */
export class SolOutput {
  private waiting: Buffer = Buffer.alloc(0);
  private outstanding: SolPacket | null = null;
  private tries = 0;
  private sequence = 1;
  private overrun = false;
  private paused = false;
  private timer: TimerHandle | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly traits: ProtocolTraits,
    private readonly settings: SolSettings,
    private readonly send: (packet: SolPacket) => void,
  ) {}

  /** The host printed. */
  print(bytes: Uint8Array): void {
    const room = BUFFER_BYTES - this.waiting.length;
    if (bytes.length > room) this.overrun = true;
    this.waiting = Buffer.concat([this.waiting, bytes.subarray(0, Math.max(0, room))]);
    this.pump();
  }

  /** What a packet of the console says about ours. */
  receive(packet: SolPacket): void {
    if (packet.operation & SolOperation.FlushOutbound) this.flush();
    const wasPaused = this.paused;
    this.paused = (packet.operation & SolOperation.CtsPause) !== 0;
    const { outstanding } = this;
    if (outstanding !== null && packet.ackedSequence === outstanding.sequence) {
      this.waiting = this.waiting.subarray(Math.min(packet.acceptedCount, outstanding.data.length));
      if ((packet.operation & SolOperation.Nack) === 0) this.settle();
    } else if (wasPaused && !this.paused) {
      this.pump();
    }
  }

  /** The host started anew: some BMCs then lose count of their packets. */
  hostRestarted(): void {
    if (!this.traits.solSequenceJumps) return;
    for (let skip = 0; skip < MAX_SKIP; skip++) this.sequence = nextSequence(this.sequence);
  }

  stop(): void {
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
    this.outstanding = null;
  }

  private flush(): void {
    this.waiting = Buffer.alloc(0);
    this.settle();
  }

  private settle(): void {
    this.stop();
    this.pump();
  }

  private pump(): void {
    if (this.outstanding !== null || this.waiting.length === 0 || this.paused) return;
    if (this.waiting.length >= this.settings.sendThreshold) this.sendNext();
    else this.timer ??= this.schedule(this.settings.accumulateMs, () => this.sendNext());
  }

  private sendNext(): void {
    this.stop();
    if (this.waiting.length === 0) return;
    const data = this.waiting.subarray(0, this.traits.solPayloadBytes);
    const operation = this.traits.solOutputStatus | (this.overrun ? SolStatus.TransmitOverrun : 0);
    this.overrun = false;
    if (this.traits.solUnnumberedOutput) {
      this.waiting = this.waiting.subarray(data.length);
      this.send({ sequence: 0, ackedSequence: 0, acceptedCount: 0, operation, data });
      this.pump();
      return;
    }
    this.outstanding = { sequence: this.sequence, ackedSequence: 0, acceptedCount: 0, operation, data };
    this.sequence = nextSequence(this.sequence);
    this.tries = 0;
    this.transmit(this.outstanding);
  }

  private transmit(packet: SolPacket): void {
    this.timer = this.schedule(this.settings.retryMs, () => this.unanswered(packet));
    this.send(packet);
  }

  private unanswered(packet: SolPacket): void {
    this.tries += 1;
    if (this.tries <= this.settings.retries) {
      this.transmit(this.traits.solRetriesGrow ? this.grown(packet) : packet);
      return;
    }
    if (this.traits.solAfterRetries === "drop") {
      this.waiting = this.waiting.subarray(packet.data.length);
      this.overrun = true;
    }
    this.settle();
  }

  private grown(packet: SolPacket): SolPacket {
    this.outstanding = { ...packet, data: this.waiting.subarray(0, this.traits.solPayloadBytes) };
    return this.outstanding;
  }

  private schedule(delayMs: number, callback: () => void): TimerHandle {
    return this.clock.setTimeout(() => {
      this.timer = null;
      callback();
    }, delayMs);
  }
}
