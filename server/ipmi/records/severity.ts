/** Worst last. `unknown` means nothing is known, not that nothing is wrong. */
export const severities = ["ok", "unknown", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

/** The worst of several; `ok` for none. */
export function worst(all: Iterable<Severity>): Severity {
  let result: Severity = "ok";
  for (const severity of all) {
    if (severities.indexOf(severity) > severities.indexOf(result)) result = severity;
  }
  return result;
}
