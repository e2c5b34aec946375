import type { Action, BootRequest, BootState } from "@/lib/contracts/action";
import type { ActionRun } from "../actions/action-run";
import { confirmed, notHonoured, type Outcome, refused, unknown } from "../actions/outcome";
import { type ActionDeps, startAction } from "../actions/start-action";
import type { ServiceContext } from "../context";

/** Sets or clears what the host boots from next. */
export function setBoot(
  deps: ActionDeps,
  ctx: ServiceContext,
  hostId: string,
  request: BootRequest,
): Promise<Action> {
  return startAction(deps, ctx, {
    hostId,
    permission: "boot.control",
    kind: "boot",
    verb: request.device,
    audit: "boot.set",
    detail: inWords(request),
    check: () => {},
    work: (run) => writeBoot(run, request),
  });
}

async function writeBoot(run: ActionRun, request: BootRequest): Promise<Outcome> {
  let state: BootState | null = null;
  const sent = await run.send(async (deadline) => {
    state = await run.bmc.boot.set(request, deadline);
  });
  if (sent.kind === "refused") return refused("The boot device was not set.", sent.failure);
  if (sent.kind === "unknown") state = await run.bmc.boot.get({ signal: run.signal });
  if (state) run.host.sawBoot(state);
  if (state && honours(state, request)) return confirmed();
  const says = state ? inWords(state) : "nothing";
  if (sent.kind === "unknown") return unknown(`No answer came. The BMC has: ${says}.`, sent.failure);
  return notHonoured(`The BMC accepted it, but has: ${says}. Not every BMC honours every option.`);
}

function honours(state: BootState, request: BootRequest): boolean {
  if (request.device === "none") return !state.valid || state.device === "none";
  return (
    state.valid &&
    state.device === request.device &&
    state.persistent === request.persistent &&
    state.firmware === request.firmware
  );
}

function inWords(boot: BootRequest | BootState): string {
  if (boot.device === "none") return "no override";
  if ("valid" in boot && !boot.valid) return `${boot.device}, marked as not valid`;
  return `${boot.device}, ${boot.persistent ? "every boot" : "next boot only"}, ${boot.firmware.toUpperCase()}`;
}
