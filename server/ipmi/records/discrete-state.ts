import type { SensorRecord } from "./sdr/sensor-record";
import type { Severity } from "./severity";
import { hasStateTable, stateAt } from "./states/state-tables";
import type { VendorKnowledge } from "./vendor-knowledge";

/** A state a discrete sensor reports as holding. */
export interface DiscreteState {
  readonly offset: number;
  readonly text: string;
  readonly severity: Severity;
}

const STATES = 15;

/**
 * The states in a discrete sensor's reading. Offsets the specification does not define for the type are illegal bits of
 * some boards and left out; sensors of OEM types have nothing but numbers, unless the vendor is known.
 */
export function discreteStates(
  { eventType, sensorType }: Pick<SensorRecord, "eventType" | "sensorType">,
  bits: number,
  vendor: VendorKnowledge | null = null,
): readonly DiscreteState[] {
  const whole = vendor?.wholeReading(eventType, sensorType, bits) ?? null;
  if (whole !== null) return [{ offset: 0, text: whole.text, severity: whole.severity }];
  const documented = hasStateTable(eventType, sensorType);
  const states: DiscreteState[] = [];
  for (let offset = 0; offset < STATES; offset++) {
    if ((bits & (1 << offset)) === 0) continue;
    const place = [eventType, sensorType, offset] as const;
    const definition = stateAt(...place) ?? vendor?.state(...place) ?? null;
    if (definition !== null) states.push({ offset, text: definition.text, severity: definition.severity });
    else if (!documented) states.push({ offset, text: `OEM state ${offset}`, severity: "unknown" });
  }
  return states;
}
