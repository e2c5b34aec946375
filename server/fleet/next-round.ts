import type { Failure } from "@/lib/contracts/problem";
import type { NextRound } from "./poll-scheduler";

/** Half-open and leaked sessions end after a minute (IPMI 2.0 §6.12.15): asking sooner only makes more of them. */
const SESSION_EXPIRY_MS = 60_000;

/** When to try again after a round failed. */
export function nextRound(failure: Failure): NextRound {
  switch (failure.code) {
    case "bad-user":
    case "bad-password":
    case "bad-bmc-key":
      return { kind: "when-asked" };
    case "sessions-exhausted":
      return { kind: "back-off", atLeastMs: SESSION_EXPIRY_MS };
    default:
      return { kind: "back-off", atLeastMs: 0 };
  }
}
