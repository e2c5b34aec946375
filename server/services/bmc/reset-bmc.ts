import type { z } from "zod";
import type { Action, BmcResetRequest } from "@/lib/contracts/action";
import { BmcError } from "@/server/bmc/bmc-error";
import type { ActionRun } from "../actions/action-run";
import { requireTypedName } from "../actions/confirm-name";
import { accepted, confirmed, type Outcome, refused, unknown } from "../actions/outcome";
import { type ActionDeps, startAction } from "../actions/start-action";
import type { ServiceContext } from "../context";

/** A BMC is back within minutes, or needs a person. */
const RETURN_MS = 300_000;
/** One that has not fallen silent by then did not restart in a way that could be seen. */
const SILENCE_MS = 30_000;
const POLL_MS = 5_000;

/** Restarts the BMC itself (Cold Reset, IPMI 2.0 §20.2); the host runs on. */
export function resetBmc(
  deps: ActionDeps,
  ctx: ServiceContext,
  hostId: string,
  request: z.infer<typeof BmcResetRequest>,
): Promise<Action> {
  return startAction(deps, ctx, {
    hostId,
    permission: "bmc.reset",
    kind: "bmc-reset",
    verb: "cold",
    audit: "bmc.reset",
    detail: "",
    check: (host) => requireTypedName(host, request.confirmName),
    work: coldReset,
  });
}

async function coldReset(run: ActionRun): Promise<Outcome> {
  run.host.expectLinkDrop();
  const sent = await run.send((deadline) => run.bmc.coldReset(deadline));
  if (sent.kind === "refused") return refused("The BMC was not restarted.", sent.failure);
  if (sent.kind === "accepted") await run.progress.step("reading-back");
  const seen = await watchReturn(run);
  if (seen === "returned") return confirmed("The BMC fell silent and answers again.");
  if (seen === "silent") {
    const minutes = RETURN_MS / 60_000;
    return unknown(
      `The BMC has not answered for ${minutes} minutes. If it stays away, take the server's power cord out.`,
    );
  }
  if (sent.kind === "accepted") return accepted("The BMC accepted it, but was never seen away.");
  return unknown("It was sent once and no answer came; the BMC was never seen away.", sent.failure);
}

async function watchReturn(run: ActionRun): Promise<"returned" | "silent" | "never-away"> {
  const start = performance.now();
  let away = false;
  for (;;) {
    await run.sleep(POLL_MS);
    const answers = await answersNow(run);
    if (answers && away) return "returned";
    if (!answers) away = true;
    const waited = performance.now() - start;
    if (!away && waited >= SILENCE_MS) return "never-away";
    if (waited >= RETURN_MS) return "silent";
  }
}

async function answersNow(run: ActionRun): Promise<boolean> {
  try {
    await run.bmc.identify({ signal: run.signal, budgetMs: POLL_MS });
    return true;
  } catch (error) {
    if (run.signal.aborted || !(error instanceof BmcError)) throw error;
    return false;
  }
}
