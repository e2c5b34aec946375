import type { Clock, TimerHandle } from "../../clock";
import {
  acknowledgement,
  decodeSolPacket,
  encodeSolPacket,
  nextSequence,
  SolOperation,
  type SolPacket,
  SolStatus,
} from "../sol-packet";

/** How a simulated BMC's SOL behaves; each is a way some real BMC behaves. */
export interface SolPersonality {
  /** A repeat of the packet taken last: acknowledged again, or dropped without a word (OpenBMC). */
  readonly repeats: "acknowledged" | "dropped";
  /** Which other numbers are taken: the next one only, any but the last, or any but the last few. */
  readonly order: "strict" | "any" | "windowed";
  /** Characters taken of one packet. */
  readonly acceptsAtMost: number;
  /** The accepted count is always 0 (some Intel boards). */
  readonly countsNothing: boolean;
  /** Packets without characters are not acknowledged. */
  readonly ignoresEmpty: boolean;
  readonly retryMs: number;
  /** After so many retries the BMC gives a packet up … */
  readonly retryLimit: number;
  /** … and sends the same characters under the next number, or drops them. */
  readonly onGiveUp: "renumber" | "drop";
  readonly packetBytes: number;
}

export const patient: SolPersonality = {
  repeats: "acknowledged",
  order: "windowed",
  acceptsAtMost: 255,
  countsNothing: false,
  ignoresEmpty: false,
  retryMs: 400,
  retryLimit: Number.POSITIVE_INFINITY,
  onGiveUp: "drop",
  packetBytes: 255,
};

/** As phosphor-net-ipmid does it. */
export const openBmc: SolPersonality = {
  ...patient,
  repeats: "dropped",
  order: "strict",
  retryMs: 100,
  retryLimit: 7,
  onGiveUp: "renumber",
};

/** The BMC's end of a SOL payload with a host behind it. */
export class SimulatedSol {
  /** What arrived at the host's serial port, packet by packet. */
  readonly typed: Buffer[] = [];
  breaks = 0;
  /** Refuses characters with these status bits while not 0. */
  refusing = 0;
  expected = 1;
  nextOutput = 1;
  /** Kept when SOL is activated anew, as ipmi_sim does. */
  lastTaken = { sequence: 0, count: 0 };
  private recent: number[] = [];
  private toSend: Buffer = Buffer.alloc(0);
  private outstanding: SolPacket | null = null;
  private retries = 0;
  private timer: TimerHandle | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly personality: SolPersonality,
    private readonly send: (payload: Buffer) => void,
  ) {}

  get idle(): boolean {
    return this.outstanding === null && this.toSend.length === 0;
  }

  print(bytes: Uint8Array): void {
    this.toSend = Buffer.concat([this.toSend, bytes]);
    this.pump();
  }

  emit(packet: Partial<SolPacket>): void {
    const empty = { sequence: 0, ackedSequence: 0, acceptedCount: 0, operation: 0, data: Buffer.alloc(0) };
    this.send(encodeSolPacket({ ...empty, ...packet }));
  }

  emitRaw(payload: Buffer): void {
    this.send(payload);
  }

  stop(): void {
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  receive(payload: Buffer): void {
    const packet = decodeSolPacket(payload);
    if (packet.ackedSequence !== 0) this.acknowledged(packet);
    if (packet.sequence !== 0) this.input(packet);
  }

  private input(packet: SolPacket): void {
    const { sequence } = packet;
    if (this.personality.ignoresEmpty && packet.data.length === 0 && packet.operation === 0) return;
    if (sequence === this.lastTaken.sequence && this.personality.order !== "strict") {
      if (this.personality.repeats === "acknowledged") {
        this.send(encodeSolPacket(acknowledgement(sequence, this.lastTaken.count)));
      }
      return;
    }
    if (this.personality.order === "strict" && sequence !== this.expected) return;
    if (this.personality.order === "windowed" && this.recent.includes(sequence)) return;
    this.expected = nextSequence(sequence);
    this.recent = [...this.recent, sequence].slice(-7);
    const count = this.refusing ? 0 : Math.min(packet.data.length, this.personality.acceptsAtMost);
    const reported = this.personality.countsNothing ? 0 : count;
    this.lastTaken = { sequence, count: reported };
    this.typed.push(packet.data.subarray(0, count));
    if (packet.operation & SolOperation.GenerateBreak) this.breaks += 1;
    this.emit({ ackedSequence: sequence, acceptedCount: reported, operation: this.refusing });
  }

  private acknowledged(packet: SolPacket): void {
    const outstanding = this.outstanding;
    if (outstanding === null || packet.ackedSequence !== outstanding.sequence) return;
    if (packet.operation & SolStatus.Nack) return;
    this.toSend = this.toSend.subarray(packet.acceptedCount);
    this.finish();
  }

  private pump(): void {
    if (this.outstanding !== null || this.toSend.length === 0) return;
    const data = Buffer.from(this.toSend.subarray(0, this.personality.packetBytes));
    this.outstanding = { sequence: this.nextOutput, ackedSequence: 0, acceptedCount: 0, operation: 0, data };
    this.nextOutput = nextSequence(this.nextOutput);
    this.retries = 0;
    this.transmit(this.outstanding);
  }

  private transmit(packet: SolPacket): void {
    this.timer = this.clock.setTimeout(() => this.unanswered(packet), this.personality.retryMs);
    this.send(encodeSolPacket(packet));
  }

  private unanswered(packet: SolPacket): void {
    this.retries += 1;
    if (this.retries <= this.personality.retryLimit) {
      this.transmit(packet);
      return;
    }
    if (this.personality.onGiveUp === "drop") this.toSend = this.toSend.subarray(packet.data.length);
    this.finish();
  }

  private finish(): void {
    this.stop();
    this.outstanding = null;
    this.pump();
  }
}
