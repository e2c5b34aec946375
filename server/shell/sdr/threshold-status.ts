import type { SensorReading } from "./sensor-reader";

/** How ipmitool names the worst threshold that is crossed: shortest in lists, with its side in extended ones. */
export type StatusStyle = "brief" | "extended" | "verbose";

/** In ipmitool's order of precedence, by bit of the comparison status. */
const levels: readonly { readonly bit: number; readonly words: Readonly<Record<StatusStyle, string>> }[] = [
  { bit: 2, words: { brief: "nr", extended: "lnr", verbose: "Lower Non-Recoverable" } },
  { bit: 5, words: { brief: "nr", extended: "unr", verbose: "Upper Non-Recoverable" } },
  { bit: 1, words: { brief: "cr", extended: "lcr", verbose: "Lower Critical" } },
  { bit: 4, words: { brief: "cr", extended: "ucr", verbose: "Upper Critical" } },
  { bit: 0, words: { brief: "nc", extended: "lnc", verbose: "Lower Non-Critical" } },
  { bit: 3, words: { brief: "nc", extended: "unc", verbose: "Upper Non-Critical" } },
];

/** `otherwise`: what to say when there is no reading. */
export function thresholdStatus(reading: SensorReading, style: StatusStyle, otherwise: string): string {
  if (!reading.valid) return otherwise;
  return levels.find(({ bit }) => (reading.states[0] & (1 << bit)) !== 0)?.words[style] ?? "ok";
}
