import type { Clock, Entropy, TimerHandle } from "../clock";
import { sendMessage } from "../commands/app/send-message";
import type {
  BridgeRoute,
  Command,
  CommandClass,
  CommandSender,
  Pacing,
  SendOptions,
} from "../commands/command";
import { BridgeError, CompletionCodeError, DecodeError, IpmiError, SessionEndedError } from "../errors";
import { CompletionCode, completionCodeText } from "../message/completion-code";
import {
  BMC_ADDRESS,
  decodeResponseMessage,
  encodeRequestMessage,
  type IpmiResponseMessage,
} from "../message/ipmi-message";
import { noRouteError } from "../transport/operating-system-error";
import { ByteReader } from "../wire/byte-reader";
import { type Bridged, encodeBridgedRequest, readBridgedResponse } from "./bridging";
import { type Priority, RequestQueue } from "./request-queue";
import { RetransmissionTimer } from "./retransmission-timer";
import { decide } from "./retry-policy";
import { RqSeqPool } from "./rq-seq-pool";
import { silenceTransmissions, timing } from "./timing";

/** How messages travel: session-less or sealed in a session. */
export interface MessageCarrier {
  /** Sends the message as one datagram. */
  carry(message: Buffer): void;
  /** True when every message that arrives was authenticated: its own checksums prove nothing more. */
  readonly authentic: boolean;
}

export interface ExchangeOptions {
  readonly carrier: MessageCarrier;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Nothing was heard for long although asked repeatedly: the session is probably gone. */
  readonly onSilence?: () => void;
}

export interface RequestOptions extends SendOptions {
  /** Silence that counts as loss of the session. */
  readonly silenceMs?: number;
}

interface Pending {
  readonly name: string;
  readonly netFn: number;
  readonly lun: number;
  readonly command: number;
  readonly data: Uint8Array;
  readonly class: CommandClass;
  readonly completionCodes: Readonly<Record<number, string>> | undefined;
  /** Null: the BMC itself. */
  readonly route: BridgeRoute | null;
  readonly signal: AbortSignal | undefined;
  readonly pacing: Pacing | undefined;
  readonly deadline: number;
  readonly silenceMs: number;
  state: PendingState;
  /** Any datagram of it has left. */
  sent: boolean;
  refusals: number;
  /** Ends the request: clears its timers and listeners, then settles the promise. */
  settle(outcome: { data: Buffer } | { error: Error }): void;
}

type PendingState =
  | { readonly kind: "queued" }
  | {
      readonly kind: "waiting";
      readonly rqSeq: number;
      readonly transmissions: number;
      readonly sentAt: number;
      /** Bridged: the BMC said that it passed the request on. */
      forwarded: boolean;
      readonly timer: TimerHandle;
    }
  | { readonly kind: "answered" }
  | { readonly kind: "backing-off"; readonly timer: TimerHandle }
  | { readonly kind: "settled" };

/**
 * The one owner of requester sequence numbers and of matching responses to requests. One request is in flight; the
 * others queue. What a class of command may have done to it is decided here and nowhere else: a `once` request is
 * one datagram, ever.
 */
export class Exchange implements CommandSender {
  private readonly queue = new RequestQueue<Pending>();
  private readonly rqSeqs: RqSeqPool;
  private readonly retransmission: RetransmissionTimer;
  private active: Pending | null = null;
  /** `once` requests whose answer is late: they still wait, but no longer keep the others from being sent. */
  private readonly lingering = new Set<Pending>();
  private ended: SessionEndedError | null = null;
  private silentSince: number | null = null;
  private unanswered = 0;
  private lastSystemError: NodeJS.ErrnoException | null = null;

  constructor(private readonly options: ExchangeOptions) {
    this.rqSeqs = new RqSeqPool(options.clock);
    this.retransmission = new RetransmissionTimer(options.entropy);
  }

  async send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options: RequestOptions = {},
  ): Promise<Response> {
    const data = await this.request(command, request, options);
    return command.decode(new ByteReader(data, command.name), request);
  }

  /** A message arrived on the carrier. Whatever matches no request in flight is ignored. */
  receive(message: Buffer): void {
    const response = this.decode(message);
    if (response === null) return;
    for (const pending of this.unansweredRequests()) {
      const found = match(response, pending);
      if (found !== null) {
        this.answered(pending, found);
        return;
      }
    }
  }

  /** Something authentic arrived, of whatever kind: the other side lives. */
  heard(): void {
    this.silentSince = null;
    this.unanswered = 0;
    this.lastSystemError = null;
  }

  /** The operating system could not deliver. Requests go on until their budget ends, and then say so. */
  undeliverable(error: NodeJS.ErrnoException): void {
    this.lastSystemError = error;
  }

  /** Ends every request, and refuses all later ones. A `once` request that has left becomes *unknown*. */
  end(code: "session-lost" | "closed", message: string): void {
    if (this.ended !== null) return;
    this.ended = new SessionEndedError(code, message, false);
    for (const one of [...this.unansweredRequests(), ...this.queue.drain()]) {
      const error =
        one.class === "once" && one.sent
          ? outcomeUnknown(one, message)
          : new SessionEndedError(code, `${one.name}: ${message}`, one.sent);
      one.settle({ error });
    }
  }

  private answered(pending: Pending, found: Bridged): void {
    const { state } = pending;
    if (state.kind !== "waiting") return;
    this.heard();
    if (found.kind === "forwarded") {
      state.forwarded = true;
      return;
    }
    const { rqSeq, transmissions, sentAt, forwarded } = state;
    const allHeard = pending.route === null || forwarded;
    if (transmissions === 1 && allHeard) this.rqSeqs.release(rqSeq);
    else this.rqSeqs.quarantine(rqSeq);
    if (transmissions === 1 && pending.route === null) {
      this.retransmission.measured(this.options.clock.now() - sentAt);
    }
    this.clearTimer(pending);
    pending.state = { kind: "answered" };
    this.conclude(pending, found);
  }

  private request<Request>(
    command: Command<Request, unknown>,
    request: Request,
    options: RequestOptions,
  ): Promise<Buffer> {
    if (this.ended !== null) return Promise.reject(this.ended);
    if (options.signal?.aborted) return Promise.reject(cancelled(command.name));
    const { clock } = this.options;
    const budget = options.budgetMs ?? timing.requestBudget;
    if (budget <= 0)
      return Promise.reject(new IpmiError("no-answer", `${command.name}: not sent, no time was left`));
    const data = command.encode(request);
    return new Promise((resolve, reject) => {
      const onAbort = () => this.abort(pending);
      const deadlineTimer = clock.setTimeout(() => this.expire(pending), budget);
      const pending: Pending = {
        name: command.name,
        netFn: command.netFn,
        lun: options.lun ?? command.lun ?? 0,
        command: command.command,
        data,
        class: typeof command.class === "function" ? command.class(request) : command.class,
        completionCodes: command.completionCodes,
        route: options.route ?? null,
        signal: options.signal,
        pacing: options.pacing,
        deadline: clock.now() + budget,
        silenceMs: options.silenceMs ?? timing.silence,
        state: { kind: "queued" },
        sent: false,
        refusals: 0,
        settle: (outcome) => {
          if (pending.state.kind === "settled") return;
          this.release(pending);
          clock.clearTimeout(deadlineTimer);
          options.signal?.removeEventListener("abort", onAbort);
          if ("data" in outcome) resolve(outcome.data);
          else reject(outcome.error);
          this.startNext();
        },
      };
      options.signal?.addEventListener("abort", onAbort, { once: true });
      this.enqueue(pending, options.priority ?? "interactive");
    });
  }

  private enqueue(pending: Pending, priority: Priority): void {
    this.queue.push(pending, priority);
    this.startNext();
  }

  private startNext(): void {
    if (this.active !== null || this.ended !== null) return;
    const next = this.queue.next();
    if (next === null) return;
    this.active = next;
    // Its own listener or timer may be about to say so: it must not leave in between.
    if (next.signal?.aborted) this.abort(next);
    else if (this.options.clock.now() >= next.deadline) this.expire(next);
    else this.transmitNew(next);
  }

  private letOthersPass(pending: Pending): void {
    this.lingering.add(pending);
    this.active = null;
    this.startNext();
  }

  private unansweredRequests(): readonly Pending[] {
    return this.active === null ? [...this.lingering] : [this.active, ...this.lingering];
  }

  /** First transmission of a request, or of its repetition after a refusal: a number of its own. */
  private transmitNew(pending: Pending): void {
    const rqSeq = this.rqSeqs.take();
    if (rqSeq === null) {
      const timer = this.options.clock.setTimeout(() => this.transmitNew(pending), timing.minimumRetransmit);
      pending.state = { kind: "backing-off", timer };
      return;
    }
    this.transmit(pending, rqSeq, 1);
  }

  private transmit(pending: Pending, rqSeq: number, transmissions: number): void {
    const { carrier, clock } = this.options;
    const sentAt = clock.now();
    if (pending.route === null) {
      this.silentSince ??= sentAt;
      this.unanswered++;
    }
    const timer =
      pending.class === "once"
        ? clock.setTimeout(() => this.letOthersPass(pending), timing.onceHold)
        : clock.setTimeout(
            () => this.unansweredYet(pending, rqSeq, transmissions),
            this.patience(pending, transmissions),
          );
    pending.state = { kind: "waiting", rqSeq, transmissions, sentAt, timer, forwarded: false };
    pending.sent = true;
    const { route, netFn, lun, command, data } = pending;
    const message = { netFn, lun, command, rqSeq, data };
    carrier.carry(route === null ? encodeRequestMessage(message) : encodeBridgedRequest(route, message));
  }

  /** Until the next retransmission, or until silence is long enough to mean something, whichever is sooner. */
  private patience(pending: Pending, transmissions: number): number {
    if (pending.pacing) return pending.pacing.waitMs;
    const wait = this.retransmission.wait(transmissions);
    // A controller's silence says nothing about the BMC's.
    if (pending.route !== null) return Math.max(wait, timing.bridgedRetransmit);
    const untilSilence = (this.silentSince ?? 0) + pending.silenceMs - this.options.clock.now();
    return untilSilence > 0 ? Math.min(wait, untilSilence) : wait;
  }

  private unansweredYet(pending: Pending, rqSeq: number, transmissions: number): void {
    if (pending.pacing && transmissions >= pending.pacing.transmissions) {
      this.expire(pending);
      return;
    }
    const silent = this.options.clock.now() - (this.silentSince ?? Number.POSITIVE_INFINITY);
    const lost = silent >= pending.silenceMs && this.unanswered >= silenceTransmissions;
    if (lost && pending.route === null && this.options.onSilence) {
      this.options.onSilence();
      return;
    }
    this.transmit(pending, rqSeq, transmissions + 1);
  }

  private conclude(pending: Pending, found: Exclude<Bridged, { kind: "forwarded" }>): void {
    if (found.kind === "garbled") {
      pending.settle({ error: found.error });
      return;
    }
    if (found.kind === "answered" && found.response.completionCode === CompletionCode.Success) {
      pending.settle({ data: found.response.data });
      return;
    }
    const error = found.kind === "refused" ? notHandedOn(pending, found) : refusal(pending, found.response);
    const decision = decide(error.completionCode, pending.class, error instanceof BridgeError);
    if (decision.kind === "unknown") {
      pending.settle({ error: outcomeUnknown(pending, error.text, error) });
      return;
    }
    pending.refusals++;
    const wait = this.retransmission.busyWait(pending.refusals);
    const outOfTime = this.options.clock.now() + wait >= pending.deadline;
    if (decision.kind !== "retry" || pending.refusals > decision.limit || outOfTime) {
      pending.settle({ error });
      return;
    }
    const timer = this.options.clock.setTimeout(() => this.transmitNew(pending), wait);
    pending.state = { kind: "backing-off", timer };
  }

  private expire(pending: Pending): void {
    const route = this.lastSystemError;
    if (!pending.sent) {
      const message = `${pending.name}: not sent, the BMC was busy with other requests`;
      pending.settle({ error: new IpmiError("no-answer", message) });
    } else if (pending.class === "once") {
      pending.settle({ error: outcomeUnknown(pending, "no answer") });
    } else if (route !== null) {
      pending.settle({ error: noRouteError(route) });
    } else {
      pending.settle({ error: new IpmiError("no-answer", `${pending.name}: no answer`) });
    }
  }

  private abort(pending: Pending): void {
    const left = pending.class === "once" && pending.sent;
    pending.settle({
      error: left ? outcomeUnknown(pending, "cancelled after it was sent") : cancelled(pending.name),
    });
  }

  /** Takes the request out of queue or flight, whatever its state. */
  private release(pending: Pending): void {
    if (pending.state.kind === "waiting") this.rqSeqs.quarantine(pending.state.rqSeq);
    this.clearTimer(pending);
    pending.state = { kind: "settled" };
    this.lingering.delete(pending);
    if (this.active === pending) this.active = null;
    else this.queue.remove(pending);
  }

  private clearTimer(pending: Pending): void {
    const { state } = pending;
    if (state.kind === "waiting" || state.kind === "backing-off")
      this.options.clock.clearTimeout(state.timer);
  }

  private decode(message: Buffer): IpmiResponseMessage | null {
    try {
      return decodeResponseMessage(message, { verifyChecksums: !this.options.carrier.authentic });
    } catch (error) {
      if (error instanceof DecodeError) return null;
      throw error;
    }
  }
}

/** What a response says about a request that waits; null: nothing. */
function match(response: IpmiResponseMessage, pending: Pending): Bridged | null {
  if (pending.state.kind !== "waiting" || response.rqSeq !== pending.state.rqSeq) return null;
  if (pending.route !== null) return readBridgedResponse(pending.route, pending, response);
  const answers =
    response.responder === BMC_ADDRESS &&
    response.netFn === (pending.netFn | 1) &&
    response.command === pending.command &&
    response.lun === pending.lun;
  return answers ? { kind: "answered", response } : null;
}

function refusal(pending: Pending, { completionCode, data }: IpmiResponseMessage): CompletionCodeError {
  const text = completionCodeText(completionCode, pending.completionCodes);
  return new CompletionCodeError(pending.name, completionCode, text, data);
}

function notHandedOn(pending: Pending, refused: Extract<Bridged, { kind: "refused" }>): BridgeError {
  const text = completionCodeText(refused.completionCode, sendMessage.completionCodes);
  return new BridgeError(`${pending.name} to ${refused.at}`, refused.completionCode, text);
}

function outcomeUnknown(pending: Pending, why: string, cause?: Error): IpmiError {
  const message = `${pending.name}: ${why}; it may or may not have been carried out`;
  return new IpmiError("outcome-unknown", message, { cause });
}

function cancelled(name: string): IpmiError {
  return new IpmiError("cancelled", `${name}: cancelled`);
}
