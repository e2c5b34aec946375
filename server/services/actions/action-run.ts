import type { Failure } from "@/lib/contracts/problem";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc, ChassisState, Deadline } from "@/server/bmc/capabilities";
import type { ClaimedHost } from "./action-hosts";
import type { ActionProgress } from "./action-progress";
import { sleep } from "./sleep";

/** An intent older than this never leaves as a datagram. */
export const INTENT_LIFETIME_MS = 30_000;
const READ_BUDGET_MS = 10_000;
/** How long an answer is waited for: longer helps nobody, the state tells more than a late answer. */
const ANSWER_BUDGET_MS = 10_000;

export type Sent =
  | { readonly kind: "accepted" }
  /** The BMC, or the way to it, said no: nothing was done. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** It left, and no answer told what became of it. */
  | { readonly kind: "unknown"; readonly failure: Failure };

/** The intent got too old before it could be sent. */
export class ExpiredIntentError extends Error {
  override readonly name = "ExpiredIntentError";
}

/** An action at work on a BMC whose identity was checked. */
export class ActionRun {
  #freshUntil: number;

  constructor(
    readonly progress: ActionProgress,
    readonly host: ClaimedHost,
    readonly bmc: Bmc,
    /** Aborted when the engine stops: what is unfinished is resolved at the next start. */
    readonly signal: AbortSignal,
    /** When it was asked for, on the monotonic clock. */
    requestedAt: number,
  ) {
    this.#freshUntil = requestedAt + INTENT_LIFETIME_MS;
  }

  /** A later part of a sequence that is on its way counts from its own beginning. */
  renewIntent(): void {
    this.#freshUntil = performance.now() + INTENT_LIFETIME_MS;
  }

  /**
   * Commits that the datagram is about to leave, then lets it leave. Rejects with ExpiredIntentError, or with the store's error,
   * when nothing was sent; what the BMC or the network did is in the result.
   * An error of the command's own that is no BmcError passes through.
   */
  async send(command: (deadline: Deadline) => Promise<void>): Promise<Sent> {
    this.#requireFresh();
    await this.progress.step("sending");
    this.#requireFresh();
    const sent = await this.#carryOut(command);
    if (sent.kind === "accepted") await this.progress.commit({ status: "accepted", failure: null });
    if (sent.kind === "unknown") {
      await this.progress.commit({ status: "unknown", step: "resolving", failure: sent.failure });
    }
    return sent;
  }

  /** Reads power and shows it. */
  async readChassis(): Promise<ChassisState> {
    const state = await this.bmc.power.chassis({ signal: this.signal, budgetMs: READ_BUDGET_MS });
    this.host.sawChassis(state);
    return state;
  }

  /** As readChassis; null when the BMC does not answer. */
  async tryReadChassis(): Promise<ChassisState | null> {
    try {
      return await this.readChassis();
    } catch (error) {
      if (this.signal.aborted || !(error instanceof BmcError)) throw error;
      return null;
    }
  }

  sleep(ms: number): Promise<void> {
    return sleep(ms, this.signal);
  }

  #requireFresh(): void {
    if (performance.now() > this.#freshUntil) throw new ExpiredIntentError();
  }

  async #carryOut(command: (deadline: Deadline) => Promise<void>): Promise<Sent> {
    try {
      const budgetMs = Math.min(ANSWER_BUDGET_MS, this.#freshUntil - performance.now());
      await command({ signal: this.signal, budgetMs });
      return { kind: "accepted" };
    } catch (error) {
      if (this.signal.aborted || !(error instanceof BmcError)) throw error;
      const { failure } = error;
      return { kind: mayHaveHappened(failure) ? "unknown" : "refused", failure };
    }
  }
}

/** Codes after which a command that left may or may not have been carried out. */
const undecided: ReadonlySet<Failure["code"]> = new Set([
  "no-answer",
  "session-lost",
  "decode",
  "cancelled",
  "internal",
]);

function mayHaveHappened(failure: Failure): boolean {
  return failure.code === "outcome-unknown" || (failure.layer === "command" && undecided.has(failure.code));
}
