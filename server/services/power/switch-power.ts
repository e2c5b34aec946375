import { type Action, destructiveVerbs, type PowerRequest } from "@/lib/contracts/action";
import type { ActionRun } from "../actions/action-run";
import { requireTypedNameIfProtected } from "../actions/confirm-name";
import type { Outcome } from "../actions/outcome";
import { type ActionDeps, startAction } from "../actions/start-action";
import type { ServiceContext } from "../context";
import { nativeCycle, nmi, reset } from "./once";
import type { PowerTimes } from "./power-times";
import { safeCycle } from "./safe-cycle";
import { softOff, switchOff, switchOn } from "./to-state";

export interface PowerDeps extends ActionDeps {
  readonly powerTimes: PowerTimes;
}

/** Switches power. Returns with the intent in the audit; the rest is told on the live bus. */
export function switchPower(
  deps: PowerDeps,
  ctx: ServiceContext,
  hostId: string,
  request: PowerRequest,
): Promise<Action> {
  const native = request.verb === "cycle" && request.native;
  return startAction(deps, ctx, {
    hostId,
    permission: "power.control",
    kind: "power",
    verb: request.verb,
    audit: `power.${request.verb}`,
    detail: native ? "the BMC's own power cycle" : "",
    check: (host) => {
      if (destructiveVerbs.includes(request.verb)) requireTypedNameIfProtected(host, request.confirmName);
    },
    work: (run) => carryOut(run, request, deps.powerTimes),
  });
}

function carryOut(run: ActionRun, request: PowerRequest, times: PowerTimes): Promise<Outcome> {
  switch (request.verb) {
    case "on":
      return switchOn(run, times);
    case "off":
      return switchOff(run, times);
    case "soft-off":
      return softOff(run, times);
    case "cycle":
      return request.native ? nativeCycle(run, times) : safeCycle(run, times);
    case "reset":
      return reset(run, times);
    case "nmi":
      return nmi(run, times);
  }
}
