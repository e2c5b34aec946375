import { z } from "zod";

/** Worst last. `unknown` means nothing is known, not that nothing is wrong. */
export const severities = ["ok", "unknown", "warning", "critical"] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** The worse of two severities. */
export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}
