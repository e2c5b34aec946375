import { DecodeError, type SdrRepository } from "@/server/ipmi";
import { type SensorEntry, sensorEntry } from "../sdr/sensor-entry";
import { SensorReader } from "../sdr/sensor-reader";
import { isThreshold } from "../sdr/sensor-text";
import type { VerbContext } from "../verb";
import { SensorWithThresholds } from "./sensor-row";

/** The sensors among the records at these places, read. `verbose`: threshold sensors with their events. `onSensor` hears of each at once. */
export async function readSensors(
  context: VerbContext,
  repository: SdrRepository,
  indexes: readonly number[],
  verbose: boolean,
  onSensor: (sensor: SensorWithThresholds) => void = () => {},
): Promise<readonly SensorWithThresholds[]> {
  const reader = new SensorReader(context, repository);
  const rows: SensorWithThresholds[] = [];
  for (const index of indexes) {
    const entry = decodedEntry(repository, index);
    if (entry === null) continue;
    const sensor = await readSensor(reader, entry, verbose);
    rows.push(sensor);
    onSensor(sensor);
  }
  return rows;
}

async function readSensor(
  reader: SensorReader,
  entry: SensorEntry,
  verbose: boolean,
): Promise<SensorWithThresholds> {
  const reading = await reader.read(entry);
  if (!isThreshold(entry.record)) return new SensorWithThresholds(entry, reading, null, noEvents);
  const thresholds = await reader.thresholds(entry);
  const events = verbose ? await reader.events(entry) : noEvents;
  return new SensorWithThresholds(entry, reading, thresholds, events);
}

const noEvents = { status: null, enable: null };

/** Null for a record that is no sensor or ends too early. */
function decodedEntry(repository: SdrRepository, index: number): SensorEntry | null {
  try {
    return sensorEntry(repository, index);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
