import type { Clock, TimerHandle } from "../clock";
import { type InputPiece, InputQueue } from "./input-queue";
import { RetryTiming } from "./retry-timing";
import { SolError } from "./sol-error";
import type { SolLimits } from "./sol-limits";
import { nextSequence, SolOperation, type SolPacket, SolStatus } from "./sol-packet";

export interface SolSenderPort {
  send(packet: SolPacket): void;
  /** Asks the BMC something it must answer; false when nothing came back. */
  pathIsAlive(): Promise<boolean>;
  /** The BMC refuses characters for now, or takes them again. */
  held(held: boolean): void;
  /** These many characters may or may not have been typed; they are not typed again. */
  uncertain(bytes: number): void;
  /** The BMC no longer acknowledges. */
  unresponsive(error: SolError): void;
}

interface Outstanding {
  readonly piece: InputPiece;
  readonly packet: SolPacket;
  readonly firstSentAt: number;
  attempts: number;
  /** Empty packets sent under the numbers that follow. */
  probes: number;
  /** A refusal came that did not say of what. */
  refused: boolean;
}

/** Finds out, with empty packets only, whether the BMC drops a packet whose number is not the next one. */
interface OrderTrial {
  readonly suspect: Outstanding;
  readonly decoys: Set<number>;
  roundsLeft: number;
}

const NOTHING: InputPiece = { operation: SolOperation.None, data: Buffer.alloc(0) };
const DECOY_DISTANCE = 7;
const HELD_BACK_OFF = 1.5;
const MIN_TRIAL_ROUNDS = 5;
const MAX_PROBE_DISTANCE = 6;
const TRIES_WHEN_REPEATS_ARE_DROPPED = 2;
/** Not every BMC acknowledges empty packets. */
const OPENING_TRIES = 4;

/**
 * Types on the host: one packet at a time, repeated byte for byte under its own number until it is acknowledged,
 * and never typed twice.
 *
 * A BMC may drop a repeat without a word (OpenBMC does), so one lost acknowledgement would stop everything. When
 * silence is more than bad luck and the BMC answers otherwise, an empty packet goes out under the next number: a
 * BMC that insists on order acknowledges it only if it has the characters. Whether it insists is tried out with
 * empty packets as well. If it does, the characters were typed; if not, they are reported as uncertain.
 */
export class SolSender {
  private readonly queue = new InputQueue();
  private readonly timing: RetryTiming;
  private sequence = 1;
  private opening = true;
  private outstanding: Outstanding | null = null;
  private trial: OrderTrial | null = null;
  private timer: TimerHandle | null = null;
  private isHeld = false;
  private heldByStatus = false;
  private heldSince = 0;
  private heldWaitMs: number;
  private closed: Error | null = null;
  /** The characters at the head of the queue went out under another number before. */
  private typedAgain = false;
  private lastAcked = { sequence: 0, attempts: 0 };
  /** What was learned about this BMC. */
  private countsAreMeant = false;
  private acceptsPartly = false;
  private repeatsAreAnswered = false;
  private outOfOrder: "unknown" | "dropped" | "accepted" = "unknown";

  constructor(
    private readonly port: SolSenderPort,
    private readonly clock: Clock,
    private readonly limits: SolLimits,
    /** Characters a packet may carry. */
    private readonly maxCharacters: number,
  ) {
    this.timing = new RetryTiming(limits);
    this.heldWaitMs = limits.heldRetryMs;
  }

  /**
   * Sends an empty packet first. A BMC may still remember the last number of an earlier activation: characters
   * under that number it would acknowledge as a repeat and not type (ipmi_sim does).
   */
  start(): void {
    this.transmit(NOTHING);
  }

  /** Resolves when the BMC has acknowledged the last byte; rejects with SolError when it was not, or may not have been, typed. */
  type(bytes: Uint8Array): Promise<void> {
    return this.enqueue(() => this.queue.type(bytes));
  }

  /** Sends an operation (SolOperation) in a packet of its own, after what was typed before. */
  operate(operation: number): Promise<void> {
    return this.enqueue(() => this.queue.operate(operation));
  }

  /** Takes what a packet from the BMC says about our own. */
  receive(packet: SolPacket): void {
    if (this.closed !== null) return;
    this.noteAvailability(packet);
    const outstanding = this.outstanding;
    if (packet.ackedSequence === 0) {
      if (outstanding !== null && packet.operation & SolStatus.Nack) outstanding.refused = true;
    } else if (packet.ackedSequence === outstanding?.packet.sequence) {
      this.acknowledged(outstanding, packet);
    } else if (this.trial?.decoys.has(packet.ackedSequence)) {
      this.decoyAcknowledged(this.trial);
    } else if (outstanding !== null && isProbe(outstanding, packet.ackedSequence)) {
      this.probeAcknowledged(outstanding, packet.ackedSequence);
    } else if (packet.sequence === 0 && packet.ackedSequence === this.lastAcked.sequence) {
      // Two acknowledgements that are not retransmissions themselves: repeats are answered, probing is never needed.
      if (this.lastAcked.attempts > 1) this.repeatsAreAnswered = true;
    }
  }

  /** Stops. What is under way is reported as uncertain, what was never sent is rejected with `error`. */
  close(error: Error): void {
    if (this.closed !== null) return;
    this.closed = error;
    this.stopTimer();
    this.reportUncertain();
    this.outstanding = null;
    this.trial = null;
    this.queue.reject(error);
  }

  private enqueue(add: () => Promise<void>): Promise<void> {
    if (this.closed !== null) return Promise.reject(this.closed);
    if (this.queue.isEmpty) this.heldSince = this.clock.now();
    const done = add();
    this.pump();
    return done;
  }

  private pump(): void {
    if (this.closed !== null || this.outstanding !== null || this.trial !== null || this.queue.isEmpty)
      return;
    if (this.isHeld) {
      if (this.timer === null) this.schedule(this.heldWaitMs, () => this.retryWhileHeld());
      return;
    }
    this.transmit(this.queue.peek(this.maxCharacters));
  }

  private transmit(piece: InputPiece): void {
    const packet = this.packet(this.sequence, piece);
    const firstSentAt = this.clock.now();
    const outstanding = { piece, packet, firstSentAt, attempts: 0, probes: 0, refused: false };
    this.outstanding = outstanding;
    this.attempt(outstanding);
  }

  private attempt(outstanding: Outstanding): void {
    outstanding.attempts += 1;
    this.schedule(this.timing.waitMs(outstanding.attempts), () => this.unanswered(outstanding));
    this.port.send(outstanding.packet);
  }

  private unanswered(outstanding: Outstanding): void {
    if (this.opening && outstanding.attempts >= OPENING_TRIES) {
      this.opening = false;
      this.settle(outstanding, nextSequence(outstanding.packet.sequence));
      this.pump();
    } else if (this.clock.now() - outstanding.firstSentAt >= this.limits.giveUpMs) {
      this.giveUp();
    } else if (this.mayBeLuck(outstanding)) {
      this.attempt(outstanding);
    } else if (outstanding.probes > 0) {
      // Once a probe is out, only a BMC known to insist on order may see the characters again.
      const repeat = this.outOfOrder === "dropped" && outstanding.probes >= outstanding.attempts;
      if (repeat) this.attempt(outstanding);
      else this.probe(outstanding);
    } else {
      void this.probeIfAlive(outstanding);
    }
  }

  private mayBeLuck(outstanding: Outstanding): boolean {
    if (this.repeatsAreAnswered || this.opening) return true;
    const least =
      this.outOfOrder === "dropped" ? TRIES_WHEN_REPEATS_ARE_DROPPED : this.limits.triesBeforeProbe;
    return outstanding.probes === 0 && outstanding.attempts < this.timing.triesBeyondLuck(least);
  }

  private async probeIfAlive(outstanding: Outstanding): Promise<void> {
    const alive = await this.port.pathIsAlive();
    if (this.outstanding !== outstanding) return;
    if (alive) this.probe(outstanding);
    else this.attempt(outstanding);
  }

  /** Farther numbers now and then: the acknowledgement of a probe may be the one that got lost. */
  private probe(outstanding: Outstanding): void {
    const depth = Math.min(MAX_PROBE_DISTANCE, 2 + Math.floor(outstanding.probes / 4));
    const distance = 1 + (outstanding.probes % depth);
    outstanding.probes += 1;
    this.schedule(this.timing.waitMs(1), () => this.unanswered(outstanding));
    this.port.send(this.packet(ahead(outstanding.packet.sequence, distance), NOTHING));
  }

  private acknowledged(outstanding: Outstanding, packet: SolPacket): void {
    const { piece, attempts } = outstanding;
    this.opening = false;
    this.settle(outstanding, nextSequence(outstanding.packet.sequence));
    this.timing.answered(attempts, this.clock.now() - outstanding.firstSentAt);
    this.lastAcked = { sequence: outstanding.packet.sequence, attempts };
    if (piece === NOTHING) {
      this.emptyAcknowledged();
      return;
    }
    this.typedAgain = false;
    this.account(piece, packet);
    // A probe may have been taken too, its acknowledgement lost: an empty packet brings both sides together again.
    if (outstanding.probes > 0) this.transmit(NOTHING);
    else this.pump();
  }

  /** Removes what the BMC took from the queue; holds the rest when it takes no more. */
  private account(piece: InputPiece, packet: SolPacket): void {
    const count = Math.min(packet.acceptedCount, piece.data.length);
    const unavailable = (packet.operation & SolStatus.TransferUnavailable) !== 0;
    if (packet.operation & SolStatus.Nack) {
      if (count > 0) this.queue.consume(piece, count);
      this.hold(unavailable);
      return;
    }
    if (unavailable) this.hold(true);
    else this.release();
    if (count > 0 || piece.data.length === 0) {
      this.countsAreMeant ||= count > 0;
      this.acceptsPartly ||= count < piece.data.length;
      this.queue.consume(piece, count);
    } else if (this.countsAreMeant) {
      this.hold(false);
    } else if (this.limits.zeroCountMeansAll) {
      this.queue.consume(piece, piece.data.length);
    } else {
      this.giveUpCharacters(piece);
    }
  }

  private probeAcknowledged(outstanding: Outstanding, probe: number): void {
    const { piece } = outstanding;
    this.settle(outstanding, nextSequence(probe));
    if (piece === NOTHING) {
      this.emptyAcknowledged();
    } else if (this.limits.typesAgainWhenStuck && !this.typedAgain) {
      this.typedAgain = true;
      this.pump();
    } else if (outstanding.refused || this.acceptsPartly || this.outOfOrder === "accepted") {
      this.giveUpCharacters(piece);
      this.pump();
    } else if (this.outOfOrder === "dropped") {
      this.queue.consume(piece, piece.data.length);
      this.pump();
    } else {
      const roundsLeft = this.timing.triesBeyondLuck(MIN_TRIAL_ROUNDS);
      this.trial = { suspect: outstanding, decoys: new Set(), roundsLeft };
      this.trialRound(this.trial);
    }
  }

  /** An empty packet far out of order, then one in order: who insists on order answers the second only. */
  private trialRound(trial: OrderTrial): void {
    const decoy = ahead(this.sequence, DECOY_DISTANCE);
    trial.decoys.add(decoy);
    this.port.send(this.packet(decoy, NOTHING));
    this.transmit(NOTHING);
  }

  private emptyAcknowledged(): void {
    const trial = this.trial;
    if (trial !== null) {
      trial.roundsLeft -= 1;
      if (trial.roundsLeft > 0) {
        this.trialRound(trial);
        return;
      }
      this.outOfOrder = "dropped";
      this.trial = null;
      this.queue.consume(trial.suspect.piece, trial.suspect.piece.data.length);
    }
    this.pump();
  }

  private decoyAcknowledged(trial: OrderTrial): void {
    this.outOfOrder = "accepted";
    this.trial = null;
    this.giveUpCharacters(trial.suspect.piece);
    this.pump();
  }

  private settle(outstanding: Outstanding, next: number): void {
    if (this.outstanding === outstanding) this.outstanding = null;
    this.stopTimer();
    this.sequence = next;
  }

  /** Nothing after characters that may be missing is typed: half a command is worse than none. */
  private giveUpCharacters(piece: InputPiece): void {
    if (piece.data.length > 0) this.port.uncertain(piece.data.length);
    this.queue.reject(new SolError("input-uncertain", "the BMC did not say whether it took the characters"));
  }

  private giveUp(): void {
    const error = new SolError("unresponsive", "the BMC no longer acknowledges what is typed");
    this.close(error);
    this.port.unresponsive(error);
  }

  private reportUncertain(): void {
    const piece = this.trial?.suspect.piece ?? this.outstanding?.piece ?? NOTHING;
    if (piece.data.length > 0) this.port.uncertain(piece.data.length);
  }

  /** Of packets that acknowledge nothing; those that do are accounted for with the characters. */
  private noteAvailability(packet: SolPacket): void {
    if (packet.ackedSequence !== 0) return;
    if (packet.operation & SolStatus.TransferUnavailable) {
      this.hold(true);
    } else if (this.heldByStatus) {
      this.release();
      this.pump();
    }
  }

  private hold(byStatus: boolean): void {
    this.heldByStatus = byStatus;
    if (!this.isHeld) {
      this.isHeld = true;
      this.heldSince = this.clock.now();
      this.heldWaitMs = this.limits.heldRetryMs;
      this.port.held(true);
    }
  }

  private release(): void {
    this.heldByStatus = false;
    if (!this.isHeld) return;
    this.isHeld = false;
    if (this.outstanding === null) this.stopTimer();
    this.port.held(false);
  }

  /** Asks again with the characters themselves: a refusal is certain, so nothing can be typed twice. */
  private retryWhileHeld(): void {
    if (this.clock.now() - this.heldSince >= this.limits.heldGiveUpMs) {
      this.queue.reject(new SolError("input-refused", "the BMC refused the characters; they were not typed"));
      return;
    }
    this.heldWaitMs = Math.min(this.limits.heldRetryMaxMs, this.heldWaitMs * HELD_BACK_OFF);
    this.transmit(this.queue.peek(this.maxCharacters));
  }

  private packet(sequence: number, piece: InputPiece): SolPacket {
    return { sequence, ackedSequence: 0, acceptedCount: 0, operation: piece.operation, data: piece.data };
  }

  private schedule(delayMs: number, callback: () => void): void {
    this.stopTimer();
    this.timer = this.clock.setTimeout(() => {
      this.timer = null;
      callback();
    }, delayMs);
  }

  private stopTimer(): void {
    if (this.timer !== null) this.clock.clearTimeout(this.timer);
    this.timer = null;
  }
}

function ahead(sequence: number, distance: number): number {
  return ((sequence + distance - 1) % 15) + 1;
}

function isProbe(outstanding: Outstanding, sequence: number): boolean {
  const distance = (sequence - outstanding.packet.sequence + 15) % 15;
  return outstanding.probes > 0 && distance <= MAX_PROBE_DISTANCE;
}
