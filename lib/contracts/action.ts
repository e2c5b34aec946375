import { z } from "zod";
import { Failure } from "./problem";

export const powerVerbs = ["on", "off", "soft-off", "cycle", "reset", "nmi"] as const;
export const PowerVerb = z.enum(powerVerbs);
export type PowerVerb = z.infer<typeof PowerVerb>;

/** Verbs that can lose what runs on the host. */
export const destructiveVerbs: readonly PowerVerb[] = ["off", "soft-off", "cycle", "reset", "nmi"];

export const PowerRequest = z.strictObject({
  verb: PowerVerb,
  /** `native` sends Chassis Control cycle itself; otherwise cycle is off, verify, wait, on, verify. */
  native: z.boolean().default(false),
  /** The host's name typed by the person; required for destructive verbs on a protected host. */
  confirmName: z.string().optional(),
});
export type PowerRequest = z.infer<typeof PowerRequest>;

export const IdentifyRequest = z.strictObject({
  mode: z.enum(["off", "on", "timed"]),
  seconds: z.number().int().min(1).max(255).default(15),
});
export type IdentifyRequest = z.infer<typeof IdentifyRequest>;

export const bootDevices = [
  "none",
  "pxe",
  "disk",
  "disk-safe",
  "diagnostic",
  "cdrom",
  "bios",
  "remote-cdrom",
  "remote-media",
  "remote-disk",
  "floppy",
] as const;
export const BootDevice = z.enum(bootDevices);
export type BootDevice = z.infer<typeof BootDevice>;
/** `device: "none"` clears the override. */
export const BootRequest = z.strictObject({
  device: BootDevice,
  persistent: z.boolean().default(false),
  firmware: z.enum(["bios", "uefi"]).default("uefi"),
});
export type BootRequest = z.infer<typeof BootRequest>;
export const BootState = z.object({
  valid: z.boolean(),
  device: BootDevice,
  persistent: z.boolean(),
  firmware: z.enum(["bios", "uefi"]),
  at: z.iso.datetime(),
});
export type BootState = z.infer<typeof BootState>;

export const BmcResetRequest = z.strictObject({ confirmName: z.string() });
export const EventClearRequest = z.strictObject({ confirmName: z.string().optional() });

export const actionKinds = ["power", "identify", "boot", "events-clear", "bmc-reset"] as const;
/**
 * requested: intent is in the audit, nothing sent · accepted: the BMC said yes · confirmed: its state shows it ·
 * refused: nothing was done, `failure` says why · unknown: sent, and what came of it cannot be told.
 */
export const ActionStatus = z.enum(["requested", "accepted", "confirmed", "refused", "unknown"]);
export type ActionStatus = z.infer<typeof ActionStatus>;

export const Action = z.object({
  id: z.string(),
  hostId: z.string(),
  hostName: z.string(),
  kind: z.enum(actionKinds),
  /** The verb or the device, e.g. `cycle`, `pxe`. */
  verb: z.string(),
  status: ActionStatus,
  finished: z.boolean(),
  /** What is being done now or was done last, as a code the browser translates, e.g. `waiting-for-off`. */
  step: z.enum([
    "queued",
    "checking-identity",
    "reading-state",
    "sending",
    "waiting-for-off",
    "waiting-for-on",
    "holding-off",
    "reading-back",
    "resolving",
    "archiving",
    "clearing",
    "done",
  ]),
  failure: Failure.nullable(),
  /** Result in words, e.g. `The host was already off`. */
  note: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Action = z.infer<typeof Action>;
export const ActionList = z.object({ actions: z.array(Action) });
