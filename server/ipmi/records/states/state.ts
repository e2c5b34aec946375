import type { Severity } from "../severity";

/** One discrete state, or event offset, in words. */
export interface StateDefinition {
  readonly text: string;
  /** What it means that the state holds, unless an operator says otherwise. */
  readonly severity: Severity;
  /** What it means that the state ends: `ok` for faults, `warning` for the loss of something that should be there. */
  readonly endSeverity: Severity;
}

/** States by offset; null: not defined. */
export type StateTable = readonly (StateDefinition | null)[];

/** Neither good nor bad, or good. */
export function fine(text: string): StateDefinition {
  return { text, severity: "ok", endSeverity: "ok" };
}

/** Should be there: its end is worth a look. */
export function expected(text: string): StateDefinition {
  return { text, severity: "ok", endSeverity: "warning" };
}

export function warning(text: string): StateDefinition {
  return { text, severity: "warning", endSeverity: "ok" };
}

export function critical(text: string): StateDefinition {
  return { text, severity: "critical", endSeverity: "ok" };
}
