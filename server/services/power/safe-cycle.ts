import type { ActionRun } from "../actions/action-run";
import { confirmed, type Outcome, refused, unknown } from "../actions/outcome";
import type { PowerTimes } from "./power-times";
import { drive, shortfall } from "./to-state";

/**
 * Off, verify, hold, on, verify. Each half can be checked and a doubled datagram changes nothing, which a native cycle
 * cannot promise.
 */
export async function safeCycle(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  await run.progress.step("reading-state");
  const before = await run.readChassis();
  if (before.power === "off") return refused("The host is off, so it cannot be cycled. Use on.");
  const off = await drive(run, "off", "off", times.confirmMs);
  if (off.kind === "missed") {
    return shortfall(off, "off", times.confirmMs, "It was not switched on again. Use off, then on.");
  }
  await run.progress.step("holding-off");
  await run.sleep(times.holdOffMs);
  run.renewIntent();
  const on = await drive(run, "on", "on", times.confirmMs);
  if (on.kind === "reached") return confirmed();
  const failure = on.sent.kind === "accepted" ? null : on.sent.failure;
  const state = on.last ? `The host is ${on.last}` : "The BMC does not answer";
  return unknown(
    `The host was switched off, and switching it on is not confirmed. ${state}. Use on.`,
    failure,
  );
}
