import { getSensorThresholds } from "@/server/ipmi/commands/sensor-event/get-sensor-thresholds";
import type { PlatformEventRequest } from "@/server/ipmi/commands/sensor-event/platform-event";
import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { failAs } from "../fail-as";
import { stateWords } from "../sdr/event-words";
import { sensorOptions } from "../sdr/sensor-reader";
import type { VerbContext } from "../verb";

const THRESHOLD = 0x01;
/** Event types of two states, which have short names. */
const DIGITAL = [0x03, 0x04, 0x05, 0x06, 0x08, 0x09];

const thresholds = {
  lnr: { text: "Lower Non-Recoverable ", field: "lowerNonRecoverable", offset: 4, upper: false },
  lcr: { text: "Lower Critical", field: "lowerCritical", offset: 2, upper: false },
  lnc: { text: "Lower Non-Critical", field: "lowerNonCritical", offset: 0, upper: false },
  unc: { text: "Upper Non-Critical", field: "upperNonCritical", offset: 6, upper: true },
  ucr: { text: "Upper Critical", field: "upperCritical", offset: 8, upper: true },
  unr: { text: "Upper Non-Recoverable", field: "upperNonRecoverable", offset: 10, upper: true },
} as const;

type ThresholdWord = keyof typeof thresholds;

const on = ["present", "assert", "limit", "fail", "yes", "on", "up"];
const off = ["absent", "deassert", "nolimit", "nofail", "no", "off", "down"];

/** What may be said of a sensor. */
export function sensorStates({ sensorType, eventType }: SensorRecord): string {
  if (eventType === THRESHOLD) {
    const lines = Object.entries(thresholds).map(([word, { text }]) => `  ${word} : ${text}\n`);
    return `Sensor States:\n${lines.join("")}`;
  }
  const words = (stateWords(sensorType, eventType) ?? []).filter((word) => word !== null);
  const states = `Sensor States: \n  ${words.join("\n  ")}\n`;
  if (!DIGITAL.includes(eventType)) return states;
  const shortcuts = on.map((word, index) => `  ${word.padEnd(9)}  ${(off[index] ?? "").padEnd(9)}\n`);
  return `${states}Sensor State Shortcuts:\n${shortcuts.join("")}`;
}

/** The event that says so; a string: why there is none. */
export async function eventOfSensor(
  context: VerbContext,
  sensor: SensorRecord,
  state: string,
  asserted: boolean,
): Promise<PlatformEventRequest | string> {
  const { sensorType, eventType, number } = sensor;
  const common = { generatorId: null, revision: 0x04, sensorType, sensorNumber: number, eventType, asserted };
  if (eventType === THRESHOLD) {
    if (!isThreshold(state)) return `Invalid threshold identifier ${state}`;
    return { ...common, data: await thresholdData(context, sensor, state, asserted) };
  }
  const offset = offsetOf(sensor, state);
  if (offset === null) return `Unable to find matching event offset for '${state}'`;
  return { ...common, data: [offset, 0xff, 0xff] };
}

function isThreshold(word: string): word is ThresholdWord {
  return Object.hasOwn(thresholds, word);
}

function offsetOf({ sensorType, eventType }: SensorRecord, state: string): number | null {
  const said = state.toLowerCase();
  if (DIGITAL.includes(eventType)) {
    if (on.includes(said)) return 1;
    if (off.includes(said)) return 0;
  }
  const words = stateWords(sensorType, eventType) ?? [];
  const offset = words.findIndex((word) => word?.toLowerCase() === said);
  return offset < 0 ? null : offset;
}

/** Event data 1 says that a reading and a threshold follow (IPMI 2.0 table 29-6). */
const READING_AND_THRESHOLD = 0x50;

/** A reading just beyond the threshold, and the threshold: where the event would begin, or end. */
async function thresholdData(
  { bmc, signal }: VerbContext,
  sensor: SensorRecord,
  word: ThresholdWord,
  asserted: boolean,
): Promise<readonly [number, number, number]> {
  const { field, offset, upper } = thresholds[word];
  const request = { sensor: sensor.number };
  const raw = await failAs(bmc.send(getSensorThresholds, request, sensorOptions(sensor, signal)), {
    silent: "Command Get Sensor Thresholds failed: invalid response.",
    refused: "Command Get Sensor Thresholds failed",
  });
  const threshold = raw[field] ?? 0;
  const high = upper === asserted;
  const reading = Math.min(0xff, Math.max(0, threshold + (high ? 1 : -1)));
  return [READING_AND_THRESHOLD | (offset + (high ? 1 : 0)), reading, threshold];
}
