import type { Clock } from "../clock";
import { activatePayload, type PayloadActivation } from "../commands/app/activate-payload";
import { deactivatePayload } from "../commands/app/deactivate-payload";
import { getPayloadInstanceInfo } from "../commands/app/get-payload-instance-info";
import { getSessionInfo } from "../commands/app/get-session-info";
import { CompletionCodeError, DecodeError } from "../errors";
import { type PayloadLink, PayloadType } from "../session/session-info";
import { SolError, type SolHolder, type SolProblem } from "./sol-error";

/** IPMI 2.0 table 24-2. */
const ALREADY_ACTIVE = 0x80;
const LIMIT_REACHED = 0x82;
const refusals: Readonly<Record<number, SolProblem>> = {
  [ALREADY_ACTIVE]: "in-use",
  129: "disabled",
  [LIMIT_REACHED]: "limit",
  131: "encryption-refused",
  132: "encryption-required",
};

/** The one SOL instance nearly every BMC has. */
const ONLY_INSTANCE = 1;

/** Waits after each Deactivate Payload of a take-over: some BMCs say done before they are. */
const TAKE_OVER_WAITS_MS = [100, 1000, 3000] as const;
const DEACTIVATE_BUDGET_MS = 3000;
const OWNER_BUDGET_MS = 5000;

/** Activates and deactivates SOL over the session its payload rides, and asks whose it is. */
export class SolActivation {
  private readonly payload: { readonly type: number; readonly instance: number };

  constructor(
    private readonly link: Pick<PayloadLink, "commands" | "session">,
    private readonly clock: Clock,
    instance: number = ONLY_INSTANCE,
  ) {
    this.payload = { type: PayloadType.SerialOverLan, instance };
  }

  /**
   * Always encrypted and authenticated; a BMC that refuses is not asked for less. Rejects with SolError `in-use`,
   * naming the holder as far as the BMC does, unless `takeOver`; what an earlier stream of this session left
   * active is replaced without asking.
   */
  async activate(options: { takeOver: boolean; signal?: AbortSignal }): Promise<PayloadActivation> {
    for (let taken = 0; ; taken++) {
      try {
        const request = { ...this.payload, encrypted: true, authenticated: true };
        return await this.link.commands.send(activatePayload, request, signalOnly(options.signal));
      } catch (error) {
        const problem = error instanceof CompletionCodeError ? refusals[error.completionCode] : undefined;
        if (!(error instanceof CompletionCodeError) || problem === undefined) throw error;
        const holder = problem === "in-use" || problem === "limit" ? await this.holder() : null;
        const wait = TAKE_OVER_WAITS_MS[taken];
        const mayTake = options.takeOver || holder?.sessionId === this.link.session.bmcSessionId;
        const canTake = problem === "in-use" || problem === "limit";
        if (!canTake || !mayTake || wait === undefined) {
          throw new SolError(problem, error.text, holder, { cause: error });
        }
        await this.deactivate(options.signal);
        await this.pause(wait);
      }
    }
  }

  /** Ends SOL whoever owns it. That it was not active is fine. */
  async deactivate(signal?: AbortSignal): Promise<void> {
    try {
      const limits = { ...signalOnly(signal), budgetMs: DEACTIVATE_BUDGET_MS };
      await this.link.commands.send(deactivatePayload, this.payload, limits);
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
    }
  }

  /** The session SOL is active on: its id, 0 when inactive, null when this BMC cannot say. Rejects when it does not answer. */
  async owner(): Promise<number | null> {
    try {
      const info = await this.link.commands.send(getPayloadInstanceInfo, this.payload, {
        budgetMs: OWNER_BUDGET_MS,
      });
      return info.sessionId;
    } catch (error) {
      if (error instanceof CompletionCodeError || error instanceof DecodeError) return null;
      throw error;
    }
  }

  /** Who has it, as far as the BMC tells; null when it does not. */
  async holder(): Promise<SolHolder | null> {
    const sessionId = await this.owner();
    if (sessionId === null || sessionId === 0) return null;
    try {
      const { active } = await this.link.commands.send(getSessionInfo, { by: "id", id: sessionId });
      return { sessionId, userId: active?.userId ?? null, address: active?.remote?.address ?? null };
    } catch (error) {
      if (error instanceof CompletionCodeError || error instanceof DecodeError) {
        return { sessionId, userId: null, address: null };
      }
      throw error;
    }
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.setTimeout(resolve, ms));
  }
}

function signalOnly(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
