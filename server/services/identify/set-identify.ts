import type { Action, IdentifyRequest } from "@/lib/contracts/action";
import type { ActionRun } from "../actions/action-run";
import { accepted, confirmed, notHonoured, type Outcome, refused, unknown } from "../actions/outcome";
import { type ActionDeps, startAction } from "../actions/start-action";
import type { ServiceContext } from "../context";

/** Switches the identify LED. */
export function setIdentify(
  deps: ActionDeps,
  ctx: ServiceContext,
  hostId: string,
  request: IdentifyRequest,
): Promise<Action> {
  return startAction(deps, ctx, {
    hostId,
    permission: "identify.control",
    kind: "identify",
    verb: request.mode,
    audit: `identify.${request.mode}`,
    detail: request.mode === "timed" ? `for ${request.seconds} s` : "",
    check: () => {},
    work: (run) => identify(run, request),
  });
}

async function identify(run: ActionRun, request: IdentifyRequest): Promise<Outcome> {
  const sent = await run.send((deadline) => run.bmc.identifyLed.set(request, deadline));
  if (sent.kind === "refused") return refused("The light was not switched.", sent.failure);
  if (sent.kind === "accepted") await run.progress.step("reading-back");
  const shown = (await run.tryReadChassis())?.identify ?? null;
  if (shown === request.mode) return confirmed();
  if (sent.kind === "unknown") {
    return unknown("It was sent, and no answer came. Ask again: nothing can go wrong.", sent.failure);
  }
  if (shown === null) return accepted("The BMC accepted it and does not tell the state of the light.");
  return notHonoured(`The BMC accepted it, but says the light is ${shown}.`);
}
