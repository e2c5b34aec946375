import type { Clock } from "../clock";
import {
  type ActivatePayloadRequest,
  activatePayload,
  type PayloadActivation,
} from "../commands/app/activate-payload";
import { closeSession } from "../commands/app/close-session";
import { deactivatePayload } from "../commands/app/deactivate-payload";
import { PRESENT_CHANNEL } from "../commands/app/get-channel-authentication-capabilities";
import { getPayloadInstanceInfo } from "../commands/app/get-payload-instance-info";
import { getSessionInfo } from "../commands/app/get-session-info";
import { getUserName } from "../commands/app/get-user-name";
import type { Command } from "../commands/command";
import { setSolConfigurationParameters } from "../commands/transport/set-sol-configuration-parameters";
import { solParameters } from "../commands/transport/sol-parameters";
import { CompletionCodeError, DecodeError } from "../errors";
import { CompletionCode } from "../message/completion-code";
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

type TakeOverStep = "deactivate" | "switch-off-and-on" | "close-session";

/**
 * How SOL is taken from whoever holds it. Some BMCs say done before they are: hence the waits. Others say done, or "not
 * active", and keep it: then SOL is switched off and on, and at last the holder's session is closed.
 */
const takeOverRungs: readonly { readonly by: TakeOverStep; readonly waitMs: number }[] = [
  { by: "deactivate", waitMs: 100 },
  { by: "deactivate", waitMs: 1000 },
  { by: "deactivate", waitMs: 3000 },
  { by: "switch-off-and-on", waitMs: 500 },
  { by: "close-session", waitMs: 500 },
];

/** The auxiliary bytes C0h, C4h, C6h and C8h. Never less protection. */
const activationWays: readonly Pick<ActivatePayloadRequest, "serialAlerts" | "deassertHandshake">[] = [
  {},
  { serialAlerts: "defer" },
  { serialAlerts: "defer", deassertHandshake: true },
  { serialAlerts: "succeed" },
];
const disliked: ReadonlySet<number> = new Set([CompletionCode.InvalidField, CompletionCode.Unspecified]);

const setSolEnabled = setSolConfigurationParameters(solParameters.enabled);
const DEACTIVATE_BUDGET_MS = 3000;
const OWNER_BUDGET_MS = 5000;

/** Activates and deactivates SOL over the session its payload rides, and asks whose it is. */
export class SolActivation {
  private readonly payload: { readonly type: number; readonly instance: number };
  private readonly ways: typeof activationWays;

  constructor(
    private readonly link: Pick<PayloadLink, "commands" | "session">,
    private readonly clock: Clock,
    options: {
      readonly instance?: number | undefined;
      /** Serial alerts are deferred from the first try on. */
      readonly deferAlerts?: boolean;
    } = {},
  ) {
    this.payload = { type: PayloadType.SerialOverLan, instance: options.instance ?? ONLY_INSTANCE };
    this.ways = options.deferAlerts ? activationWays.slice(1) : activationWays;
  }

  /**
   * Always encrypted and authenticated; a BMC that refuses is not asked for less. Rejects with SolError `in-use`,
   * naming the holder as far as the BMC does, unless `takeOver`; what an earlier stream of this session left
   * active is replaced without asking.
   */
  async activate(options: { takeOver: boolean; signal?: AbortSignal }): Promise<PayloadActivation> {
    for (let taken = 0; ; taken++) {
      try {
        return await this.activateSomeWay(options.signal);
      } catch (error) {
        const problem = error instanceof CompletionCodeError ? refusals[error.completionCode] : undefined;
        if (!(error instanceof CompletionCodeError) || problem === undefined) throw error;
        const holder = problem === "in-use" || problem === "limit" ? await this.holder() : null;
        const ours = holder?.sessionId === this.link.session.bmcSessionId;
        const mayTake = options.takeOver || ours;
        const canTake = problem === "in-use" || problem === "limit";
        const rung = takeOverRungs[taken];
        if (!canTake || !mayTake || rung === undefined) {
          throw new SolError(problem, error.text, holder, { cause: error });
        }
        await this.climb(rung.by, ours ? null : holder, options.signal);
        await this.pause(rung.waitMs);
      }
    }
  }

  /** Some boards want other flags before they activate SOL, and say "invalid field" to those of everybody else. */
  private async activateSomeWay(signal: AbortSignal | undefined): Promise<PayloadActivation> {
    for (let way = 0; ; way++) {
      try {
        const request = { ...this.payload, encrypted: true, authenticated: true, ...this.ways[way] };
        return await this.link.commands.send(activatePayload, request, signalOnly(signal));
      } catch (error) {
        const another = way + 1 < this.ways.length && error instanceof CompletionCodeError;
        if (!another || !disliked.has(error.completionCode)) throw error;
      }
    }
  }

  /** One step of a take-over. That the BMC refuses it is fine: the next step, or the next try, shows what it was worth. */
  private async climb(
    by: TakeOverStep,
    holder: SolHolder | null,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    switch (by) {
      case "deactivate":
        return this.deactivate(signal);
      case "switch-off-and-on":
        try {
          await this.attempt(setSolEnabled, { channel: PRESENT_CHANNEL, value: false });
        } finally {
          // Nobody must find SOL switched off because of us: on again whatever became of the first.
          await this.attempt(setSolEnabled, { channel: PRESENT_CHANNEL, value: true });
        }
        return;
      case "close-session":
        if (holder !== null) await this.attempt(closeSession, { sessionId: holder.sessionId });
    }
  }

  private async attempt<Request>(command: Command<Request, unknown>, request: Request): Promise<void> {
    try {
      await this.link.commands.send(command, request, { budgetMs: DEACTIVATE_BUDGET_MS });
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
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
    const active = (await this.ifTold(getSessionInfo, { by: "id", id: sessionId }))?.active;
    const userId = active?.userId || null;
    const userName = userId === null ? null : await this.ifTold(getUserName, { userId });
    return { sessionId, userId, userName: userName || null, address: active?.remote?.address ?? null };
  }

  /** Null when the BMC refuses the command or answers with nonsense. */
  private async ifTold<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
  ): Promise<Response | null> {
    try {
      return await this.link.commands.send(command, request, { budgetMs: OWNER_BUDGET_MS });
    } catch (error) {
      if (error instanceof CompletionCodeError || error instanceof DecodeError) return null;
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
