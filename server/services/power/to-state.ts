import type { ChassisState } from "@/server/bmc/capabilities";
import type { ActionRun, Sent } from "../actions/action-run";
import { confirmed, notHonoured, type Outcome, refused, unknown } from "../actions/outcome";
import { waitForPower } from "./observe";
import type { PowerTimes } from "./power-times";

type Power = ChassisState["power"];

export function switchOn(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return toState(run, "on", "on", times.confirmMs, "Look at the host's event log and its power supply.");
}

export function switchOff(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return toState(run, "off", "off", times.confirmMs, "Try again, or restart the BMC.");
}

/** Asks the operating system to shut down: one datagram, and it may choose not to (quirk P4). */
export function softOff(run: ActionRun, times: PowerTimes): Promise<Outcome> {
  return toState(run, "soft-off", "off", times.softOffMs, "Use off to cut the power.");
}

async function toState(
  run: ActionRun,
  verb: "on" | "off" | "soft-off",
  target: Power,
  waitMs: number,
  remedy: string,
): Promise<Outcome> {
  await run.progress.step("reading-state");
  const before = await run.readChassis();
  if (before.power === target) return confirmed(`The host was already ${target}; nothing was sent.`);
  const reached = await drive(run, verb, target, waitMs);
  if (reached.kind === "reached") {
    return confirmed(reached.answered ? "" : `No answer came, but the host is ${target} now.`);
  }
  return shortfall(reached, target, waitMs, remedy);
}

export type Reached =
  | { readonly kind: "reached"; readonly answered: boolean }
  | { readonly kind: "missed"; readonly sent: Sent; readonly last: Power | null };

/** Sends once and reads the state until it is `target` or the time is over. */
export async function drive(
  run: ActionRun,
  verb: "on" | "off" | "soft-off",
  target: Power,
  waitMs: number,
): Promise<Reached> {
  if (target === "off") run.host.expectLinkDrop();
  const sent = await run.send((deadline) => run.bmc.power.control(verb, deadline));
  if (sent.kind === "refused") return { kind: "missed", sent, last: null };
  if (sent.kind === "accepted")
    await run.progress.step(target === "off" ? "waiting-for-off" : "waiting-for-on");
  const last = await waitForPower(run, target, waitMs);
  if (last === target) return { kind: "reached", answered: sent.kind === "accepted" };
  return { kind: "missed", sent, last };
}

/** What to call it when the state did not follow. */
export function shortfall(
  missed: Extract<Reached, { kind: "missed" }>,
  target: Power,
  waitMs: number,
  remedy: string,
): Outcome {
  const { sent, last } = missed;
  if (sent.kind === "refused") return refused("The host was not switched.", sent.failure);
  const seconds = Math.round(waitMs / 1000);
  if (sent.kind === "unknown") {
    const state = last ? `The host is ${last}.` : "The BMC does not answer.";
    return unknown(`It was sent, and no answer came. ${state} It is not repeated. ${remedy}`, sent.failure);
  }
  if (last === null) {
    return unknown(`The BMC accepted it and then did not answer for ${seconds} s. ${remedy}`);
  }
  return notHonoured(`The BMC accepted it, but the host is not ${target} after ${seconds} s. ${remedy}`);
}
