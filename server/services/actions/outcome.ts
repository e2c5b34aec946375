import type { ActionStatus } from "@/lib/contracts/action";
import type { Failure } from "@/lib/contracts/problem";
import type { FinalOutcome } from "../audit/audit";

/** How an action ended, for the person and for the audit. */
export interface Outcome {
  readonly status: Exclude<ActionStatus, "requested">;
  readonly note: string;
  readonly failure: Failure | null;
  readonly audit: FinalOutcome;
}

/** The BMC's state shows it. */
export function confirmed(note = ""): Outcome {
  return { status: "confirmed", note, failure: null, audit: "ok" };
}

/** The BMC said yes, and nothing more can be seen. */
export function accepted(note: string): Outcome {
  return { status: "accepted", note, failure: null, audit: "ok" };
}

/** The BMC said yes, and its state says otherwise. */
export function notHonoured(note: string): Outcome {
  return { status: "accepted", note, failure: null, audit: "failed" };
}

/** Nothing was done. */
export function refused(note: string, failure: Failure | null = null): Outcome {
  return { status: "refused", note, failure, audit: "refused" };
}

/** Sent, and what came of it cannot be told. */
export function unknown(note: string, failure: Failure | null = null): Outcome {
  return { status: "unknown", note, failure, audit: "unknown" };
}
