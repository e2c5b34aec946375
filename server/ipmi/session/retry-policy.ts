import type { CommandClass } from "../commands/command";
import { CompletionCode } from "../message/completion-code";

/**
 * What a completion code means for a request of a class:
 * `retry` asks again with a new request, at most `limit` times; `unknown` is for a `once` request that may have been
 * carried out although the code sounds like failure.
 */
export type Decision =
  | { readonly kind: "success" }
  | { readonly kind: "retry"; readonly limit: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "fail" };

const UNTIL_BUDGET = Number.POSITIVE_INFINITY;

/** Codes that say "not now": the request was not carried out. */
const busy: ReadonlyMap<number, number> = new Map([
  [CompletionCode.NodeBusy, UNTIL_BUDGET],
  [CompletionCode.SdrInUpdate, UNTIL_BUDGET],
  [CompletionCode.FirmwareUpdate, UNTIL_BUDGET],
  [CompletionCode.Initialising, UNTIL_BUDGET],
]);

/** Codes that say the BMC lost track: the request may have been carried out. Some BMCs answer one record so for ever. */
const doubtful: ReadonlyMap<number, number> = new Map([
  [CompletionCode.Timeout, 2],
  [CompletionCode.NoResponse, 2],
  [CompletionCode.Duplicate, 2],
]);

const LOST_ARBITRATION = 0x81;
const BUS_ERROR = 0x82;

/** Codes of Send Message (IPMI 2.0 §22.7) for what may go better at once: nothing was handed on, or nobody knows. */
const busTrouble: ReadonlyMap<number, number> = new Map([
  [LOST_ARBITRATION, 3],
  [BUS_ERROR, 2],
]);

/** `bridge`: the code is not the executing controller's, but of Send Message on the way to it. */
export function decide(completionCode: number, commandClass: CommandClass, bridge = false): Decision {
  if (completionCode === CompletionCode.Success) return { kind: "success" };
  if (commandClass === "once") {
    const maybeDone =
      doubtful.has(completionCode) ||
      completionCode === CompletionCode.Unspecified ||
      (bridge && completionCode === BUS_ERROR);
    return { kind: maybeDone ? "unknown" : "fail" };
  }
  const trouble = bridge ? busTrouble.get(completionCode) : undefined;
  const limit = busy.get(completionCode) ?? doubtful.get(completionCode) ?? trouble;
  return limit === undefined ? { kind: "fail" } : { kind: "retry", limit };
}
