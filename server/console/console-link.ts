import type { ConsoleState, PayloadHolder } from "@/lib/contracts/console";
import type { Failure, FailureCode } from "@/lib/contracts/problem";
import { BmcError } from "@/server/bmc/bmc-error";
import type { SerialConsole, SerialStream } from "@/server/bmc/capabilities";
import { ConsoleHeldError } from "@/server/bmc/console-held-error";
import { Alarm, type HubClock } from "./hub-clock";

/** How the link stands; whether its output is kept is not its business. */
export type LinkState = Omit<ConsoleState, "recording">;

/** What is done, by itself, about somebody outside who took the console. */
export type AfterTheft =
  /** Nothing: a human decides. */
  | "leave"
  /** It is asked for now and then, and never taken. */
  | "wait"
  /** It is taken back. */
  | "reclaim";

export interface ConsoleLinkEvents {
  state(state: LinkState): void;
  data(bytes: Buffer): void;
  mark(reason: "gap" | "overrun" | "reconnected"): void;
  taken(holder: PayloadHolder | null): void;
  inputUncertain(bytes: number): void;
}

export interface ConsoleLinkOptions {
  /** The host's serial console; rejects with BmcError when there is no way to it. */
  readonly serial: () => Promise<SerialConsole>;
  readonly clock: HubClock;
  /** Wall clock, for what people see. */
  readonly date: () => Date;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  /** Wanted without anybody who could ask to try again. */
  readonly isHeld: () => boolean;
  readonly afterTheft: () => AfterTheft;
}

type State = ConsoleState["state"];

/** Trying again will not help until somebody changes something; a wrong password tried again locks accounts. */
const permanent: ReadonlySet<FailureCode> = new Set([
  "bad-user",
  "bad-password",
  "bad-bmc-key",
  "privilege-too-low",
  "suite-refused",
  "ipmi-2-unsupported",
  "identity-changed",
  "console-disabled",
  "console-refused",
  "sealed",
]);

/** What the BMC refuses of the console itself locks nothing: a console that is held is tried again now and then. */
const refusedByConsole: ReadonlySet<FailureCode> = new Set(["console-disabled", "console-refused"]);
const HELD_RETRY_MS = 10 * 60_000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;
/** After our own power action the link drops and comes back: then it is tried at least this often. */
const QUICK_RETRY_MS = 2000;
const QUICK_FOR_MS = 120_000;
/** An attempt is not followed by another sooner, however often somebody asks. */
const MIN_SPACING_MS = 1000;
/** After a theft: the first wait, and the longest. */
const FIRST_RECLAIM_MS = 60_000;
const MAX_RECLAIM_MS = 30 * 60_000;
/** Open for this long, the next loss is a new one: back-off starts anew. */
const STABLE_MS = 30_000;

/** Keeps one host's serial stream open while it is wanted, and says truthfully how it stands. */
export class ConsoleLink {
  private state: State = "closed";
  private since: Date;
  private failure: Failure | null = null;
  private retryAt: number | null = null;
  private inputHeld = false;
  private stream: SerialStream | null = null;
  private attempt: AbortController | null = null;
  private attemptedAt = Number.NEGATIVE_INFINITY;
  private openedAt = 0;
  private failures = 0;
  /** In a row, none of which left us the console for long. */
  private thefts = 0;
  private holder: PayloadHolder | null = null;
  private quickUntil = 0;
  private everOpen = false;
  private readonly retry: Alarm;

  constructor(
    private readonly options: ConsoleLinkOptions,
    private readonly events: ConsoleLinkEvents,
  ) {
    this.retry = new Alarm(options.clock);
    this.since = options.date();
  }

  get snapshot(): LinkState {
    return {
      state: this.state,
      since: this.since.toISOString(),
      failure: this.failure,
      retryInMs: this.retryAt === null ? null : Math.max(0, this.retryAt - this.options.clock.now()),
      inputHeld: this.inputHeld,
      holder: this.holder,
    };
  }

  get isOpen(): boolean {
    return this.state === "open";
  }

  /** Opens when closed; otherwise nothing changes. */
  start(): void {
    if (this.state === "closed") this.connect(false);
  }

  /** Tries again now; not while it is open or being opened. */
  reconnect(): void {
    if (this.state === "open" || this.state === "connecting") return;
    this.connect(false);
  }

  /** Others of us are logged in: what failed for its login is tried again, once a minute at most. */
  loginWorks(): void {
    if (this.state !== "failed" || this.failure === null || refusedByConsole.has(this.failure.code)) return;
    if (this.options.clock.now() - this.attemptedAt >= MAX_RETRY_MS) this.connect(false);
  }

  /** What was refused may be allowed now. */
  mended(): void {
    if (this.state === "failed" || this.state === "reconnecting") this.connect(false);
  }

  /** Deactivates whoever holds the payload. */
  takeOver(): void {
    if (this.state === "open") return;
    this.connect(true);
  }

  /** We are about to do something that drops the link: come back quickly for two minutes. */
  expectDrop(): void {
    this.quickUntil = this.options.clock.now() + QUICK_FOR_MS;
    if (this.state !== "reconnecting") return;
    this.setRetry(this.backOffMs(this.failure));
    this.events.state(this.snapshot);
  }

  /** Rejects when the bytes were not, or may not have been, typed. */
  async type(bytes: Uint8Array): Promise<void> {
    await this.stream?.write(bytes);
  }

  async sendBreak(): Promise<void> {
    await this.stream?.sendBreak();
  }

  async close(): Promise<void> {
    this.retry.clear();
    this.retryAt = null;
    this.attempt?.abort();
    this.attempt = null;
    const { stream } = this;
    this.stream = null;
    this.failures = 0;
    this.thefts = 0;
    this.enter("closed", null);
    await stream?.close();
  }

  private connect(takeOver: boolean): void {
    this.attempt?.abort();
    const attempt = new AbortController();
    this.attempt = attempt;
    const { clock } = this.options;
    this.retryAt = null;
    this.enter("connecting", null);
    const wait = this.attemptedAt + MIN_SPACING_MS - clock.now();
    this.retry.set(Math.max(0, wait), () => {
      this.attemptedAt = clock.now();
      void this.open(attempt, takeOver);
    });
  }

  private async open(attempt: AbortController, takeOver: boolean): Promise<void> {
    const current = () => this.attempt === attempt;
    let begun = false;
    /** Output may come before the stream is ours to hold: the mark stands before its first byte. */
    const begin = () => {
      if (!begun && this.everOpen) this.events.mark("reconnected");
      begun = true;
      this.everOpen = true;
    };
    const output = (tell: () => void) => {
      if (!current()) return;
      begin();
      tell();
    };
    try {
      const serial = await this.options.serial();
      const stream = await serial.open(
        {
          data: (bytes) => output(() => this.events.data(bytes)),
          mark: (reason) => output(() => this.events.mark(reason)),
          inputHeld: (held) => current() && this.holdInput(held),
          inputUncertain: (bytes) => current() && this.events.inputUncertain(bytes),
          end: (reason, error) => current() && this.ended(reason, error),
        },
        { takeOver, signal: attempt.signal },
      );
      if (current()) {
        begin();
        this.opened(stream);
      } else await stream.close();
    } catch (error) {
      if (current()) this.refused(failureOf(error), holderOf(error));
    }
  }

  private opened(stream: SerialStream): void {
    this.stream = stream;
    this.openedAt = this.options.clock.now();
    this.enter("open", null);
  }

  private refused(failure: Failure, holder: PayloadHolder | null): void {
    this.attempt = null;
    if (failure.code === "console-in-use") {
      // Asking again takes nothing away from anybody: the holder may be a session nobody closed.
      if (this.thefts > 0 && this.options.afterTheft() === "reclaim") this.retryAfterTheft();
      else this.setRetry(MAX_RETRY_MS);
      this.enter("in-use", failure, holder);
    } else if (permanent.has(failure.code)) {
      if (refusedByConsole.has(failure.code) && this.options.isHeld()) this.setRetry(HELD_RETRY_MS);
      this.enter("failed", failure);
    } else {
      this.lost(failure);
    }
  }

  private ended(reason: "closed" | "taken" | "lost", error: Error | null): void {
    this.attempt = null;
    this.stream = null;
    const openFor = this.options.clock.now() - this.openedAt;
    if (openFor >= STABLE_MS) this.failures = 0;
    if (openFor >= MAX_RECLAIM_MS) this.thefts = 0;
    const failure = error === null ? null : failureOf(error);
    if (reason === "taken") {
      const holder = holderOf(error);
      this.retryAfterTheft();
      this.events.taken(holder);
      this.enter("taken", failure, holder);
    } else {
      this.lost(failure);
    }
  }

  private lost(failure: Failure | null): void {
    this.failures += 1;
    this.setRetry(this.backOffMs(failure));
    this.enter("reconnecting", failure);
  }

  private retryAfterTheft(): void {
    if (this.options.afterTheft() === "leave") return;
    const backOff = Math.min(MAX_RECLAIM_MS, FIRST_RECLAIM_MS * 2 ** this.thefts);
    this.thefts += 1;
    this.setRetry(backOff, true);
  }

  private backOffMs(failure: Failure | null): number {
    const { clock, random } = this.options;
    const backOff = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, this.failures - 1));
    const slotsTaken = failure?.code === "sessions-exhausted";
    const longest = clock.now() < this.quickUntil && !slotsTaken ? QUICK_RETRY_MS : MAX_RETRY_MS;
    return slotsTaken ? MAX_RETRY_MS : Math.min(longest, backOff) * (0.5 + random() / 2);
  }

  private setRetry(delayMs: number, afterTheft = false): void {
    const { clock } = this.options;
    this.retryAt = clock.now() + delayMs;
    this.retry.set(delayMs, () => this.connect(afterTheft && this.options.afterTheft() === "reclaim"));
  }

  private holdInput(held: boolean): void {
    this.inputHeld = held;
    this.events.state(this.snapshot);
  }

  private enter(state: State, failure: Failure | null, holder: PayloadHolder | null = null): void {
    this.state = state;
    this.failure = failure;
    this.holder = holder;
    this.inputHeld = false;
    this.since = this.options.date();
    this.events.state(this.snapshot);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof BmcError) return error.failure;
  return { layer: "console", code: "internal", detail: error instanceof Error ? error.message : "unknown" };
}

function holderOf(error: unknown): PayloadHolder | null {
  return error instanceof ConsoleHeldError ? error.holder : null;
}
