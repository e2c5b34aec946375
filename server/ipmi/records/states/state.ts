import type { Severity } from "../severity";

/** One discrete state, or event offset, in words, and what it means unless an operator says otherwise. */
export interface StateDefinition {
  readonly text: string;
  /** While the state holds. */
  readonly severity: Severity;
  /** When it begins: the removal of a part is worth a look, an empty slot is not. */
  readonly eventSeverity: Severity;
  /** When it ends: `ok` for faults, `warning` for the loss of something that should be there. */
  readonly endSeverity: Severity;
}

/** States by offset; null: not defined. */
export type StateTable = readonly (StateDefinition | null)[];

/** Neither good nor bad, or good. */
export function fine(text: string): StateDefinition {
  return { text, severity: "ok", eventSeverity: "ok", endSeverity: "ok" };
}

/** Something is there: its end is worth a look. */
export function present(text: string): StateDefinition {
  return { text, severity: "ok", eventSeverity: "ok", endSeverity: "warning" };
}

/** Something is not there: normal where nothing is fitted, worth a look when it happens. */
export function absent(text: string): StateDefinition {
  return { text, severity: "ok", eventSeverity: "warning", endSeverity: "ok" };
}

export function warning(text: string): StateDefinition {
  return { text, severity: "warning", eventSeverity: "warning", endSeverity: "ok" };
}

export function critical(text: string): StateDefinition {
  return { text, severity: "critical", eventSeverity: "critical", endSeverity: "ok" };
}
