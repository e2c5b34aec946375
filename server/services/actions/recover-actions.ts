import { BmcError } from "@/server/bmc/bmc-error";
import type { ActionRow } from "@/server/database/action-store";
import type { AuditHandle } from "../audit/audit";
import { ConflictError, NotFoundError, SealedError, UnavailableError } from "../errors";
import type { ClaimedHost } from "./action-hosts";
import { ActionProgress } from "./action-progress";
import { confirmed, type Outcome, refused, unknown } from "./outcome";
import { sleep } from "./sleep";
import { type ActionDeps, mayHaveLeft } from "./start-action";

/** How long a host's BMC is asked for its state before what happened stays unknown. */
const RESOLVE_MS = 60_000;
const RETRY_MS = 5_000;

const stopped = "The engine stopped while it was at work.";

/**
 * At start: brings to an end what a crash left behind. Nothing is ever sent again: what had not left is refused, what had left is
 * resolved by reading, or stays unknown. Returns when it has begun: a silent BMC keeps nobody from starting.
 */
export async function recoverActions(deps: ActionDeps): Promise<void> {
  for (const action of await deps.store.listUnfinished()) void recover(deps, action);
}

/** Never rejects. */
async function recover(deps: ActionDeps, action: ActionRow): Promise<void> {
  const audit = finishedAtMostOnce(deps.audit.resume(action.auditId));
  const progress = new ActionProgress(action, { store: deps.store, live: deps.live, audit, detail: "" });
  try {
    if (!mayHaveLeft(action)) {
      await progress.finish(refused("The engine stopped before anything was sent. Ask again."));
      return;
    }
    await progress.commit({ status: "unknown", step: "resolving" });
    await progress.finish(await resolve(deps, action));
  } catch (error) {
    if (deps.signal.aborted) return;
    deps.log.error({ err: error, actionId: action.id }, "interrupted action could not be resolved");
  }
}

/** The crash may have come between the audit's outcome and the action's: then the audit has it already. */
function finishedAtMostOnce(handle: AuditHandle): AuditHandle {
  return {
    id: handle.id,
    async finish(outcome, detail) {
      try {
        await handle.finish(outcome, detail);
      } catch (error) {
        if (error instanceof UnavailableError) throw error;
      }
    },
  };
}

/** The power state an action leads to, where seeing it proves that the action was carried out. */
const targets: Readonly<Record<string, "on" | "off">> = { on: "on", off: "off", "soft-off": "off" };

async function resolve(deps: ActionDeps, action: ActionRow): Promise<Outcome> {
  if (action.kind !== "power") return unknown(`${stopped} It was sent; what came of it is not known.`);
  const power = await readPower(deps, action);
  if (power !== null && power === targets[action.verb]) {
    return confirmed(`${stopped} The host is ${power}.`);
  }
  const state = power === null ? "The BMC does not answer." : `The host is ${power}.`;
  return unknown(`${stopped} ${state} Nothing is sent again by itself.`);
}

async function readPower(deps: ActionDeps, action: ActionRow): Promise<"on" | "off" | null> {
  const host = claim(deps, action);
  if (!host) return null;
  try {
    const until = performance.now() + RESOLVE_MS;
    while (performance.now() < until) {
      const power = await tryPower(deps, host);
      if (power) return power;
      await sleep(RETRY_MS, deps.signal);
    }
    return null;
  } finally {
    host.release();
  }
}

/** Null when the host was removed since. */
function claim(deps: ActionDeps, action: ActionRow): ClaimedHost | null {
  try {
    return deps.hosts.claim(action.hostId, action.id);
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ConflictError) return null;
    throw error;
  }
}

async function tryPower(deps: ActionDeps, host: ClaimedHost): Promise<"on" | "off" | null> {
  try {
    const bmc = await host.bmc();
    const limits = { signal: deps.signal, budgetMs: RETRY_MS * 2 };
    await bmc.identify(limits);
    const state = await bmc.power.chassis(limits);
    host.sawChassis(state);
    return state.power;
  } catch (error) {
    if (deps.signal.aborted || !(error instanceof BmcError || error instanceof SealedError)) throw error;
    return null;
  }
}
