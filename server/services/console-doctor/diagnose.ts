import type { DoctorCheck } from "@/lib/contracts/console-doctor";
import type { SerialSetup } from "@/server/bmc/serial-setup";
import type { OutputSigns } from "./output-signs";

/** What is known of the console besides the BMC's settings. */
export interface ConsoleWitness {
  readonly state: "closed" | "connecting" | "open" | "reconnecting" | "taken" | "in-use" | "failed";
  /** Who outside holds it, in words; null when nobody does or nothing is known. */
  readonly holder: string | null;
  readonly lastOutputAt: Date | null;
  /** The last power action or boot of ours. */
  readonly lastPowerAt: Date | null;
}

const OPERATOR = 3;
/** After a start, firmware is heard within this time. */
const SILENT_AFTER_POWER_MS = 90_000;
/** Longer gathering is felt as lag; more characters come in bursts. */
const SLOW_GATHER_MS = 150;

/** Layers that only the BMC can tell of. */
const toldByBmc = [
  "channel",
  "user",
  "privilege",
  "payload",
  "sol-enabled",
  "encryption",
  "baud",
  "thresholds",
] as const;

/** What the BMC told of its settings, or why it could not be asked. */
export type Told = { readonly setup: SerialSetup } | { readonly unreached: string };

/** Top to bottom, from the network to the host's own words. A layer that cannot be seen is unknown, not well. */
export function diagnose(told: Told, signs: OutputSigns, witness: ConsoleWitness, now: Date): DoctorCheck[] {
  const theft = witness.state === "in-use" || witness.state === "taken";
  return [
    ...("setup" in told ? bmcChecks(told.setup, signs) : unreachedChecks(told.unreached)),
    kernelCheck(signs),
    silenceCheck(witness, now),
    {
      layer: "holder",
      outcome: theft ? "problem" : "ok",
      found: { who: witness.holder },
      fix: theft ? "take-over" : null,
    },
  ];
}

function unreachedChecks(reason: string): DoctorCheck[] {
  return [
    { layer: "lan", outcome: "problem", found: { reason }, fix: null },
    ...toldByBmc.map((layer) => ({ layer, outcome: "unknown", found: {}, fix: null }) as const),
  ];
}

function bmcChecks(setup: SerialSetup, signs: OutputSigns): DoctorCheck[] {
  const { sol, user } = setup;
  return [
    // We came this way.
    { layer: "lan", outcome: "ok", found: { channel: setup.channel }, fix: null },
    channelCheck(setup),
    {
      layer: "user",
      outcome: user === null ? "unknown" : user.messaging ? "ok" : "problem",
      found: { id: user?.id ?? null },
      fix: user?.messaging === false ? "allow-messaging" : null,
    },
    privilegeCheck(setup),
    {
      layer: "payload",
      outcome: yesNo(user?.payload ?? null),
      found: { id: user?.id ?? null },
      fix: user?.payload === false ? "allow-payload" : null,
    },
    {
      layer: "sol-enabled",
      outcome: yesNo(sol.enabled),
      found: {},
      fix: sol.enabled === false ? "enable-sol" : null,
    },
    {
      layer: "encryption",
      outcome:
        sol.forceEncryption === null ? "unknown" : sol.forceEncryption && !setup.encrypted ? "problem" : "ok",
      found: { forced: sol.forceEncryption, encrypted: setup.encrypted },
      fix: null,
    },
    baudCheck(setup, signs),
    {
      layer: "thresholds",
      outcome: sol.gatherMs === null ? "unknown" : sol.gatherMs > SLOW_GATHER_MS ? "warning" : "ok",
      found: { ms: sol.gatherMs, characters: sol.gatherCharacters },
      fix: sol.gatherMs !== null && sol.gatherMs > SLOW_GATHER_MS ? "set-thresholds" : null,
    },
  ];
}

function yesNo(value: boolean | null): DoctorCheck["outcome"] {
  if (value === null) return "unknown";
  return value ? "ok" : "problem";
}

function channelCheck({ channelMode }: SerialSetup): DoctorCheck {
  const outcome =
    channelMode === null
      ? "unknown"
      : channelMode === "always" || channelMode === "shared"
        ? "ok"
        : "warning";
  return {
    layer: "channel",
    outcome,
    found: { mode: channelMode },
    fix: outcome === "warning" ? "open-channel" : null,
  };
}

/** SOL asks for a level that our session, our user and the channel must all reach. */
function privilegeCheck({ sol, privilege, user, channelPrivilege }: SerialSetup): DoctorCheck {
  const needed = sol.privilege ?? OPERATOR;
  const limited = user !== null && user.privilege < needed;
  const outcome = sol.privilege === null ? "unknown" : privilege < needed ? "problem" : "ok";
  return {
    layer: "privilege",
    outcome,
    found: { needed, ours: privilege, user: user?.privilege ?? null, channel: channelPrivilege },
    fix: outcome === "problem" && limited ? "raise-privilege" : null,
  };
}

/** The BMC's speed, the one the kernel was told, and whether the bytes look like two different ones. */
function baudCheck({ sol }: SerialSetup, { garbled, kernelConsole }: OutputSigns): DoctorCheck {
  const kernel = kernelConsole?.baud ?? null;
  const found = { bmc: sol.baud, stored: sol.storedBaud, kernel, garbled };
  const differs = kernel !== null && sol.baud !== null && kernel !== sol.baud;
  if (garbled || differs) return { layer: "baud", outcome: "problem", found, fix: "set-baud" };
  return { layer: "baud", outcome: sol.baud === null ? "unknown" : "ok", found, fix: null };
}

function kernelCheck({ kernelConsole, kernelWithoutSerial }: OutputSigns): DoctorCheck {
  const found = { port: kernelConsole?.port ?? null };
  if (kernelWithoutSerial) return { layer: "kernel", outcome: "problem", found, fix: null };
  return { layer: "kernel", outcome: kernelConsole === null ? "unknown" : "ok", found, fix: null };
}

function silenceCheck({ lastOutputAt, lastPowerAt }: ConsoleWitness, now: Date): DoctorCheck {
  const seconds = (at: Date | null) => at && Math.round((now.getTime() - at.getTime()) / 1000);
  const found = { output: seconds(lastOutputAt), power: seconds(lastPowerAt) };
  const since = lastPowerAt?.getTime() ?? null;
  const heard = since !== null && lastOutputAt !== null && lastOutputAt.getTime() >= since;
  const waited = since !== null && now.getTime() - since > SILENT_AFTER_POWER_MS;
  if (since !== null && !heard)
    return { layer: "silence", outcome: waited ? "problem" : "unknown", found, fix: null };
  return { layer: "silence", outcome: lastOutputAt === null ? "warning" : "ok", found, fix: null };
}
