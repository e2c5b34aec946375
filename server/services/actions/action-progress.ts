import type { Action } from "@/lib/contracts/action";
import type { ActionChanges, ActionRow, ActionStore } from "@/server/database/action-store";
import type { LiveBus } from "@/server/live/live-bus";
import type { AuditHandle } from "../audit/audit";
import type { Outcome } from "./outcome";

export interface ActionProgressDeps {
  readonly store: Pick<ActionStore, "update">;
  readonly live: LiveBus;
  readonly audit: AuditHandle;
  /** What was asked for: stays in the audit before what came of it. */
  readonly detail: string;
}

/** What is known of one action: every change is committed before it counts, and shown as soon as it is committed. */
export class ActionProgress {
  #action: ActionRow;

  constructor(
    action: ActionRow,
    private readonly deps: ActionProgressDeps,
  ) {
    this.#action = action;
  }

  /** As it stands in the store. */
  get view(): Action {
    return actionView(this.#action);
  }

  step(step: Action["step"]): Promise<void> {
    return this.commit({ step });
  }

  async commit(changes: ActionChanges): Promise<void> {
    await this.deps.store.update(this.#action.id, changes);
    this.#action = { ...this.#action, ...changes };
    this.show();
  }

  /** The audit has the outcome before the action says it is over. */
  async finish(outcome: Outcome): Promise<void> {
    const { status, note, failure } = outcome;
    await this.deps.audit.finish(outcome.audit, said(this.deps.detail, note, failure?.detail));
    const finishedAt = new Date().toISOString();
    await this.commit({ status, note, failure, step: "done", finished: true, finishedAt });
  }

  show(): void {
    this.deps.live.publish({ type: "action", action: this.view });
  }
}

function said(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** Without the audit id, which is ours alone. */
export function actionView({ auditId: _, ...view }: ActionRow): Action {
  return view;
}
