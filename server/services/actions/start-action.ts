import type { Action } from "@/lib/contracts/action";
import type { Failure } from "@/lib/contracts/problem";
import type { Permission } from "@/lib/permissions";
import { BmcError } from "@/server/bmc/bmc-error";
import type { ActionRow, ActionStore } from "@/server/database/action-store";
import type { HostRow } from "@/server/database/host-store";
import type { LiveBus } from "@/server/live/live-bus";
import { requirePermission } from "../access/require-permission";
import type { Audit, AuditHandle } from "../audit/audit";
import { actorName, type ServiceContext } from "../context";
import { ConflictError, RefusedError, SealedError } from "../errors";
import type { Secrets } from "../secrets/secrets";
import type { ActionHosts, ClaimedHost } from "./action-hosts";
import { ActionProgress, actionView } from "./action-progress";
import { ActionRun, ExpiredIntentError } from "./action-run";
import { type Outcome, refused, unknown } from "./outcome";

const IDENTITY_BUDGET_MS = 20_000;

export interface ActionLog {
  error(details: object, message: string): void;
}

export interface ActionDeps {
  readonly hosts: ActionHosts;
  readonly store: ActionStore;
  readonly audit: Audit;
  readonly secrets: Pick<Secrets, "requireUnsealed">;
  readonly live: LiveBus;
  readonly log: ActionLog;
  readonly newId: () => string;
  /** Aborted when the engine stops. */
  readonly signal: AbortSignal;
}

export interface ActionPlan {
  readonly hostId: string;
  readonly permission: Permission;
  readonly kind: Action["kind"];
  readonly verb: string;
  /** Dotted verb of the audit. */
  readonly audit: string;
  /** What is asked for, in words. */
  readonly detail: string;
  /** Throws RefusedError when the person must say more before this is done. */
  readonly check: (host: HostRow) => void;
  readonly work: (run: ActionRun) => Promise<Outcome>;
}

/**
 * permission → checks → claim of the host → intent in the audit and action row committed. Returns then; the work goes on by itself
 * and is told on the live bus. A refusal at this stage is in the audit too.
 */
export async function startAction(deps: ActionDeps, ctx: ServiceContext, plan: ActionPlan): Promise<Action> {
  requirePermission(ctx, plan.permission);
  const requestedAt = performance.now();
  const row = deps.hosts.row(plan.hostId);
  const intent = { action: plan.audit, host: { id: row.id, name: row.name }, detail: plan.detail };
  const id = deps.newId();
  let host: ClaimedHost;
  try {
    plan.check(row);
    deps.secrets.requireUnsealed();
    host = deps.hosts.claim(plan.hostId, id);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof ConflictError || error instanceof SealedError) {
      await deps.audit.record(ctx, { ...intent, outcome: "refused", detail: error.message });
    }
    throw error;
  }
  try {
    const handle = await deps.audit.begin(ctx, intent);
    const action = newAction(id, plan, row, actorName(ctx.actor), handle.id);
    await insert(deps, action, handle);
    const progress = new ActionProgress(action, {
      store: deps.store,
      live: deps.live,
      audit: handle,
      detail: plan.detail,
    });
    progress.show();
    void work(deps, plan, progress, host, requestedAt);
    return actionView(action);
  } catch (error) {
    host.release();
    throw error;
  }
}

function newAction(
  id: string,
  plan: ActionPlan,
  host: HostRow,
  requestedBy: string,
  auditId: string,
): ActionRow {
  return {
    id,
    hostId: host.id,
    hostName: host.name,
    kind: plan.kind,
    verb: plan.verb,
    status: "requested",
    finished: false,
    step: "queued",
    failure: null,
    note: "",
    requestedBy,
    requestedAt: new Date().toISOString(),
    finishedAt: null,
    auditId,
  };
}

async function insert(deps: ActionDeps, action: ActionRow, handle: AuditHandle): Promise<void> {
  try {
    await deps.store.insert(action);
  } catch (error) {
    await handle.finish("failed", "The action could not be written down, so nothing was sent.");
    throw error;
  }
}

/** Never rejects: what goes wrong is an outcome, and what cannot be written is resolved at the next start. */
async function work(
  deps: ActionDeps,
  plan: ActionPlan,
  progress: ActionProgress,
  host: ClaimedHost,
  requestedAt: number,
): Promise<void> {
  try {
    // Whoever sees the action finished may ask for the next one: the host is free by then.
    const result = await outcome(deps, plan, progress, host, requestedAt).finally(() => host.release());
    await progress.finish(result);
  } catch (error) {
    if (deps.signal.aborted) return;
    deps.log.error({ err: error, actionId: progress.view.id }, "action could not be brought to an end");
  }
}

async function outcome(
  deps: ActionDeps,
  plan: ActionPlan,
  progress: ActionProgress,
  host: ClaimedHost,
  requestedAt: number,
): Promise<Outcome> {
  try {
    await progress.step("checking-identity");
    if (host.blocked) return refused("Nothing was sent.", host.blocked);
    const bmc = await host.bmc();
    await bmc.identify({ signal: deps.signal, budgetMs: IDENTITY_BUDGET_MS });
    return await plan.work(new ActionRun(progress, host, bmc, deps.signal, requestedAt));
  } catch (error) {
    if (deps.signal.aborted) throw error;
    return interrupted(deps.log, progress.view, error);
  }
}

/** An error the work did not expect: before the datagram nothing was done, after it nothing can be promised. */
function interrupted(log: ActionLog, action: Action, error: unknown): Outcome {
  if (error instanceof ExpiredIntentError && action.status === "requested") {
    return refused("Nothing was sent: 30 seconds had passed since it was asked for. Ask again.");
  }
  const failure = failureOf(error);
  if (failure.code === "internal") log.error({ err: error, actionId: action.id }, "action failed");
  if (!mayHaveLeft(action)) return refused("Nothing was sent.", failure);
  return unknown("It was sent, and what came of it could not be read. It is not repeated.", failure);
}

function failureOf(error: unknown): Failure {
  if (error instanceof BmcError) return error.failure;
  if (error instanceof SealedError) return { layer: "login", code: "sealed", detail: error.message };
  return { layer: "command", code: "internal", detail: "An unexpected error; see the engine's log." };
}

/** Steps that come before the first datagram that changes anything. */
const beforeSending: ReadonlySet<Action["step"]> = new Set([
  "queued",
  "checking-identity",
  "reading-state",
  "archiving",
]);

/** Whether a datagram that changes something may have left for an action that stands like this in the store. */
export function mayHaveLeft(action: Pick<Action, "status" | "step">): boolean {
  return action.status !== "requested" || !beforeSending.has(action.step);
}
