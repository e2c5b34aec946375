import { SENSOR_SPECIFIC_EVENT_TYPE } from "../sdr/sensor-record";
import { genericStates } from "./generic-states";
import { hardwareStates } from "./hardware-states";
import { platformStates } from "./platform-states";
import type { StateDefinition, StateTable } from "./state";
import { systemStates } from "./system-states";

const sensorSpecific: Readonly<Record<number, StateTable>> = {
  ...hardwareStates,
  ...systemStates,
  ...platformStates,
};

/** The state or event at an offset; null where the specification defines none (OEM types, reserved offsets). */
export function stateAt(eventType: number, sensorType: number, offset: number): StateDefinition | null {
  const table =
    eventType === SENSOR_SPECIFIC_EVENT_TYPE ? sensorSpecific[sensorType] : genericStates[eventType];
  return table?.[offset] ?? null;
}

/** True when the specification defines the states of such a sensor: offsets it leaves out are then illegal. */
export function hasStateTable(eventType: number, sensorType: number): boolean {
  return eventType === SENSOR_SPECIFIC_EVENT_TYPE
    ? sensorSpecific[sensorType] !== undefined
    : genericStates[eventType] !== undefined;
}
