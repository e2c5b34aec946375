import type { PowerVerb } from "@/lib/contracts/action";
import type { ActionRun } from "../actions/action-run";
import { accepted, confirmed, type Outcome, refused, unknown } from "../actions/outcome";
import { tryRestartCause, watchForRestart } from "./observe";
import type { PowerTimes } from "./power-times";

/** Verbs that are one datagram, ever: doing them twice is not doing them once. */
interface OnceVerb {
  readonly verb: Extract<PowerVerb, "cycle" | "reset" | "nmi">;
  /** Said when nothing shows what came of it. */
  readonly unseen: string;
  /** Said when the BMC refuses it (quirk P3). */
  readonly remedy: string;
  /** The host restarts, so its serial line is interrupted and there may be signs of it. */
  readonly restarts: boolean;
  readonly throughOff: boolean;
}

export function reset(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return sendOnce(run, times, {
    verb: "reset",
    unseen: "IPMI offers no way to see a reset: look at the console.",
    remedy: "A cycle does the same with off and on.",
    restarts: true,
    throughOff: false,
  });
}

/** The BMC's own power cycle. */
export function nativeCycle(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return sendOnce(run, times, {
    verb: "cycle",
    unseen: "The host was not seen off: look at the console.",
    remedy: "Use the cycle that switches off and on.",
    restarts: true,
    throughOff: true,
  });
}

export function nmi(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return sendOnce(run, times, {
    verb: "nmi",
    unseen: "An interrupt leaves no trace a BMC could show: look at the console.",
    remedy: "Not every BMC can raise one.",
    restarts: false,
    throughOff: false,
  });
}

async function sendOnce(run: ActionRun, times: PowerTimes, once: OnceVerb): Promise<Outcome> {
  await run.progress.step("reading-state");
  const before = await run.readChassis();
  if (before.power === "off") return refused(`The host is off, and ${once.verb} needs it on. Use on.`);
  const causeBefore = once.restarts ? await tryRestartCause(run) : null;
  if (once.restarts) run.host.expectLinkDrop();
  const sent = await run.send((deadline) => run.bmc.power.control(once.verb, deadline));
  if (sent.kind === "refused") return refused(`Nothing was done. ${once.remedy}`, sent.failure);
  if (sent.kind === "accepted") await run.progress.step("reading-back");
  const { evidence, power } = await watchForRestart(run, {
    ...times,
    causeBefore,
    throughOff: once.throughOff,
  });
  if (evidence) return confirmed(evidence);
  const state = power ? `The host is ${power}.` : "The BMC does not answer now.";
  if (sent.kind === "accepted") return accepted(`The BMC accepted it. ${once.unseen} ${state}`);
  return unknown(
    `It was sent once and no answer came. It is not repeated. ${state} ${once.unseen}`,
    sent.failure,
  );
}
