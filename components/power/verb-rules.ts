import { destructiveVerbs, type PowerVerb } from "@/lib/contracts/action";
import type { HostSummary, PowerState } from "@/lib/contracts/host";
import type { Permission } from "@/lib/permissions";

/** Everything the power dialog can do; `bmc-reset` restarts the BMC, never the host. */
export type PowerCommand = PowerVerb | "bmc-reset";

/** Why a command cannot be given now; translated as `power.why.<reason>`. */
export type VerbRefusal = "not-allowed" | "busy" | "already-on" | "already-off" | "is-off";

/** In the order of the menu: gentle before hard. */
export const offeredVerbs: readonly PowerVerb[] = ["on", "soft-off", "off", "cycle", "reset", "nmi"];

export const permissionOf = (command: PowerCommand): Permission =>
  command === "bmc-reset" ? "bmc.reset" : "power.control";

/** What of a host decides which commands make sense. */
export type VerbSubject = Pick<HostSummary, "actionId"> & { power: { state: PowerState } };

/**
 * Null when the command may be given. A BMC answers "OK" to a reset of a host that is off and does nothing, and refuses a cycle with
 * D5h: verbs that cannot do what they say are refused here, with the reason. An unknown power state refuses nothing.
 */
export function refusalOf(
  command: PowerCommand,
  host: VerbSubject,
  allowed: (permission: Permission) => boolean,
): VerbRefusal | null {
  if (!allowed(permissionOf(command))) return "not-allowed";
  if (host.actionId !== null) return "busy";
  if (command === "bmc-reset") return null;
  if (host.power.state === "on") return command === "on" ? "already-on" : null;
  if (host.power.state === "off") {
    if (command === "on") return null;
    return command === "off" || command === "soft-off" ? "already-off" : "is-off";
  }
  return null;
}

/** True when what runs on the host, or our contact to it, can be lost. */
export function isDestructive(command: PowerCommand): boolean {
  return command === "bmc-reset" || destructiveVerbs.includes(command);
}

/** True when the person has to type the host's name first. A BMC restart always asks (`BmcResetRequest`). */
export function needsTypedName(command: PowerCommand, host: Pick<HostSummary, "protected">): boolean {
  return command === "bmc-reset" || (host.protected && isDestructive(command));
}
