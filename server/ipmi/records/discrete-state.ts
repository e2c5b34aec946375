import type { SensorRecord } from "./sdr/sensor-record";
import type { Severity } from "./severity";
import { hasStateTable, stateAt } from "./states/state-tables";

/** A state a discrete sensor reports as holding. */
export interface DiscreteState {
  readonly offset: number;
  readonly text: string;
  readonly severity: Severity;
}

const STATES = 15;

/**
 * The states in a discrete sensor's reading. Offsets the specification does not define for the type are illegal bits of
 * some boards and left out; sensors of OEM types have nothing but numbers.
 */
export function discreteStates(
  { eventType, sensorType }: Pick<SensorRecord, "eventType" | "sensorType">,
  bits: number,
): readonly DiscreteState[] {
  const documented = hasStateTable(eventType, sensorType);
  const states: DiscreteState[] = [];
  for (let offset = 0; offset < STATES; offset++) {
    if ((bits & (1 << offset)) === 0) continue;
    const definition = stateAt(eventType, sensorType, offset);
    if (definition !== null) states.push({ offset, text: definition.text, severity: definition.severity });
    else if (!documented) states.push({ offset, text: `OEM state ${offset}`, severity: "unknown" });
  }
  return states;
}
