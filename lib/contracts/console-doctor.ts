import { z } from "zod";

/** One layer between the host's serial port and the screen, and how it stands. */
export const DoctorCheck = z.object({
  layer: z.enum([
    "lan",
    "channel",
    "user",
    "privilege",
    "payload",
    "sol-enabled",
    "encryption",
    "baud",
    "thresholds",
    "kernel",
    "silence",
    "holder",
  ]),
  /** `unknown`: the BMC does not tell, or an earlier layer stands in the way. */
  outcome: z.enum(["ok", "warning", "problem", "unknown"]),
  /** What was found: values the page puts into its sentence. */
  found: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What can be done about it from here; null when nothing, or nothing is needed. */
  fix: z
    .enum([
      "open-channel",
      "allow-messaging",
      "raise-privilege",
      "allow-payload",
      "enable-sol",
      "set-baud",
      "set-thresholds",
      "take-over",
    ])
    .nullable(),
});
export type DoctorCheck = z.infer<typeof DoctorCheck>;

/** GET /hosts/:id/console/doctor: top to bottom. */
export const DoctorReport = z.object({ at: z.iso.datetime(), checks: z.array(DoctorCheck) });
export type DoctorReport = z.infer<typeof DoctorReport>;

/** POST /hosts/:id/console/doctor/fix: writes to the BMC, audited; answers with a new report. */
export const DoctorFix = z.strictObject({
  fix: DoctorCheck.shape.fix.unwrap(),
  /** Bits a second, for `set-baud`. */
  baud: z.number().int().optional(),
});
/** Bits a second that serial over LAN knows (IPMI 2.0 table 26-5). */
export const solBauds = [9600, 19_200, 38_400, 57_600, 115_200] as const;
export type DoctorFix = z.infer<typeof DoctorFix>;
