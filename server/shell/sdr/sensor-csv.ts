import { analogValue } from "./analog-value";
import { asShort, fixed } from "./decimal";
import { entityWord } from "./entity-words";
import type { SensorEntry } from "./sensor-entry";
import type { SensorReading } from "./sensor-reader";
import { hexByte, isThreshold, shortValue, statesText } from "./sensor-text";
import { sensorTypeWord } from "./sensor-type-words";
import { type StatusStyle, thresholdStatus } from "./threshold-status";

const NO_ANALOG = 3;

/** A line of `-c sdr list`; with -v threshold sensors add their entity, type, nominal range and thresholds. */
export function sensorCsvLine(entry: SensorEntry, reading: SensorReading, style: StatusStyle): string {
  const { record, name } = entry;
  if (!isThreshold(record)) return `${name},${discreteColumns(entry, reading)}\n`;
  const more = style === "verbose" ? `,${verboseColumns(entry, reading)}` : "";
  return `${name},${thresholdColumns(entry, reading, style)}${more}\n`;
}

function thresholdColumns(entry: SensorEntry, reading: SensorReading, style: StatusStyle): string {
  if (!reading.valid) return ",,ns";
  if (reading.analog === null) return discreteColumns(entry, reading);
  const { value, unit } = reading.analog;
  return `${asShort(value, 3)},${unit},${thresholdStatus(reading, style, "ns")}`;
}

function discreteColumns({ record }: SensorEntry, reading: SensorReading): string {
  const number = `${hexByte(record.number).toUpperCase()}h`;
  const entity = `${record.entity.id}.${record.entity.instance}`;
  if (!reading.valid) return `${number},ns,${entity},No Reading`;
  const value = reading.analog ? `${shortValue(reading, 2)},${reading.analog.unit}` : number;
  return `${value},ok,${entity},${statesText(record, reading)}`;
}

function verboseColumns({ record, details }: SensorEntry, { conversion }: SensorReading): string {
  const { id, instance } = record.entity;
  const head = `${id}.${instance},${entityWord(id)},${sensorTypeWord(record.sensorType)},`;
  const { analog, readingMask, analogFormat } = details;
  if (analog === null) return `${head},,,,,,,,,,`;
  const number = (raw: number) =>
    conversion === null || analogFormat === NO_ANALOG
      ? `0x${hexByte(raw).toUpperCase()}`
      : fixed(analogValue(raw, conversion), 3);
  const when = (bits: number, bit: number, raw: number) => ((bits & (1 << bit)) !== 0 ? number(raw) : "");
  const { thresholds } = analog;
  return `${head}${[
    when(analog.specified, 0, analog.nominal),
    when(analog.specified, 2, analog.normalMinimum),
    when(analog.specified, 1, analog.normalMaximum),
    when(readingMask, 5, thresholds.upperNonRecoverable),
    when(readingMask, 4, thresholds.upperCritical),
    when(readingMask, 3, thresholds.upperNonCritical),
    when(readingMask, 2, thresholds.lowerNonRecoverable),
    when(readingMask, 1, thresholds.lowerCritical),
    when(readingMask, 0, thresholds.lowerNonCritical),
    number(analog.minimum),
    number(analog.maximum),
  ].join(",")}`;
}
