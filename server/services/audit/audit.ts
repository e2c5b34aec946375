import type { AuditOutcome } from "@/lib/contracts/audit";
import type { ServiceContext } from "../context";

export interface AuditIntent {
  /** Dotted verb, e.g. `power.cycle`. */
  readonly action: string;
  readonly host: { readonly id: string; readonly name: string } | null;
  /** What is asked for; never a secret. */
  readonly detail: string;
}

export type FinalOutcome = Exclude<AuditOutcome, "intent">;

export interface AuditHandle {
  readonly id: string;
  /** Writes the outcome, once; a second call is a mistake and rejects. */
  finish(outcome: FinalOutcome, detail: string): Promise<void>;
}

/**
 * The audit. Both methods reject with UnavailableError when the row cannot be committed; whoever calls must then not act:
 * no audit, no action.
 */
export interface Audit {
  /** Commits the intent; await it before the first datagram leaves. */
  begin(ctx: ServiceContext, intent: AuditIntent): Promise<AuditHandle>;
  /** Intent and outcome in one row, for what is over when it is written. */
  record(ctx: ServiceContext, entry: AuditIntent & { readonly outcome: FinalOutcome }): Promise<void>;
  /** The handle of a row written before a restart, to finish what was interrupted. */
  resume(id: string): AuditHandle;
}
