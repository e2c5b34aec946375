import type { AnalogDetails } from "@/server/ipmi/records/sdr/sensor-details";
import { analogDifference, analogTolerance, analogValue } from "./analog-value";
import { asShort, fixed } from "./decimal";
import { entityWord } from "./entity-words";
import { discreteEventLines, stateLines, thresholdEventLines } from "./event-lines";
import type { SensorEntry } from "./sensor-entry";
import type { SensorEvents, SensorReading } from "./sensor-reader";
import { hexByte, isThreshold, shortValue, stateBits } from "./sensor-text";
import { sensorTypeWord } from "./sensor-type-words";
import { thresholdStatus } from "./threshold-status";

const eventControls = [
  "Per-threshold",
  "Entire Sensor Only",
  "Global Disable Only",
  "No Events From Sensor",
] as const;

/** All that `sdr get` and `-v sdr list` say of a sensor. */
export function verboseSensor(entry: SensorEntry, reading: SensorReading, events: SensorEvents): string {
  const { record, name } = entry;
  const { id, instance } = record.entity;
  const head =
    `Sensor ID              : ${name} (0x${record.number.toString(16)})\n` +
    ` Entity ID             : ${id}.${instance} (${entityWord(id)})\n`;
  return `${head}${isThreshold(record) ? threshold(entry, reading, events) : discrete(entry, reading, events)}\n`;
}

function discrete(entry: SensorEntry, reading: SensorReading, events: SensorEvents): string {
  const { record, details } = entry;
  return (
    ` Sensor Type (Discrete): ${sensorTypeWord(record.sensorType)} (0x${hexByte(record.sensorType)})\n` +
    ` Sensor Reading        : ${discreteReading(reading)}\n` +
    ` Event Message Control : ${eventControls[details.eventMessageControl]}\n` +
    stateLines("States Asserted", entry, stateBits(reading)) +
    discreteEventLines(events, entry) +
    ` OEM                   : ${details.oem.toString(16).toUpperCase()}\n`
  );
}

function discreteReading(reading: SensorReading): string {
  if (!reading.valid) return reading.scanningDisabled ? "Disabled" : "No Reading";
  if (reading.analog) return `${shortValue(reading, 2)} ${reading.analog.unit}`;
  return `${reading.raw.toString(16)}h`;
}

function threshold(entry: SensorEntry, reading: SensorReading, events: SensorEvents): string {
  const { record, details } = entry;
  const { analog } = details;
  return [
    ` Sensor Type (Threshold)  : ${sensorTypeWord(record.sensorType)} (0x${hexByte(record.sensorType)})\n`,
    ` Sensor Reading        : ${thresholdReading(entry, reading)}\n`,
    ` Status                : ${thresholdStatus(reading, "verbose", "Not Available")}\n`,
    ...(analog === null ? [] : initialValues(analog, entry, reading)),
    hysteresisLine("Positive Hysteresis", details.positiveHysteresis, entry, reading),
    hysteresisLine("Negative Hysteresis", details.negativeHysteresis, entry, reading),
    ...(analog === null ? [] : rangeLines(analog, entry, reading)),
    ` Event Message Control : ${eventControls[details.eventMessageControl]}\n`,
    ` Readable Thresholds   : ${thresholdNames(entry, details.readingMask)}\n`,
    ` Settable Thresholds   : ${thresholdNames(entry, details.readingMask >> 8)}\n`,
    readMaskLine(entry),
    thresholdEventLines(events),
  ].join("");
}

function thresholdReading({ details }: SensorEntry, reading: SensorReading): string {
  if (!reading.valid) return reading.scanningDisabled ? "Disabled" : "No Reading";
  const unit = reading.analog?.unit ?? "";
  const raw = `0x${hexByte(reading.raw).toUpperCase()}`;
  if (details.analog === null) return `${raw} ${unit}`;
  const { tolerance } = details.analog;
  if (reading.conversion === null) return `${raw} (+/- 0x${hexByte(tolerance).toUpperCase()}) ${unit}`;
  const about = asShort(analogTolerance(reading.conversion.tolerance, reading.conversion), 3);
  return `${asShort(reading.analog?.value ?? 0, 3)} (+/- ${about}) ${unit}`;
}

/** Nominal reading and thresholds as the record has them. */
function initialValues(analog: AnalogDetails, entry: SensorEntry, reading: SensorReading): readonly string[] {
  const line = (label: string, raw: number) => ` ${label.padEnd(21)} : ${valueText(raw, reading)}\n`;
  const { specified, thresholds } = analog;
  const { readingMask, initialisesThresholds } = entry.details;
  const nominal = [
    [0, "Nominal Reading", analog.nominal],
    [2, "Normal Minimum", analog.normalMinimum],
    [1, "Normal Maximum", analog.normalMaximum],
  ] as const;
  const limits = [
    [5, "Upper non-recoverable", thresholds.upperNonRecoverable],
    [4, "Upper critical", thresholds.upperCritical],
    [3, "Upper non-critical", thresholds.upperNonCritical],
    [2, "Lower non-recoverable", thresholds.lowerNonRecoverable],
    [1, "Lower critical", thresholds.lowerCritical],
    [0, "Lower non-critical", thresholds.lowerNonCritical],
  ] as const;
  const shown = initialisesThresholds ? readingMask : 0;
  return [
    ...nominal.filter(([bit]) => (specified & (1 << bit)) !== 0).map(([, label, raw]) => line(label, raw)),
    ...limits.filter(([bit]) => (shown & (1 << bit)) !== 0).map(([, label, raw]) => line(label, raw)),
  ];
}

/** `Unspecified` for none and for all bits set, as for what comes out as zero. */
export function hysteresisLine(
  label: string,
  raw: number,
  { details }: SensorEntry,
  { conversion }: SensorReading,
): string {
  const unspecified = raw === 0x00 || raw === 0xff;
  if (details.analog === null || conversion === null) {
    return ` ${label}   : ${unspecified ? "Unspecified" : `0x${hexByte(raw).toUpperCase()}`}\n`;
  }
  const value = analogDifference(raw, conversion);
  return ` ${label}   : ${unspecified || value === 0 ? "Unspecified" : fixed(value, 3)}\n`;
}

/** The ends of the range that say nothing: the ends of the format. */
const endOfRange: readonly (readonly [minimum: number, maximum: number] | undefined)[] = [
  [0x00, 0xff],
  [0xff, 0x00],
  [0x80, 0x7f],
];

function rangeLines(
  analog: AnalogDetails,
  { details }: SensorEntry,
  reading: SensorReading,
): readonly string[] {
  const [bottom, top] = endOfRange[details.analogFormat] ?? [];
  const text = (raw: number, end: number | undefined) => {
    const { conversion } = reading;
    const zero = conversion !== null && analogValue(raw, conversion) === 0;
    return raw === end || zero ? "Unspecified" : valueText(raw, reading);
  };
  return [
    ` Minimum sensor range  : ${text(analog.minimum, bottom)}\n`,
    ` Maximum sensor range  : ${text(analog.maximum, top)}\n`,
  ];
}

const thresholdOrder = ["lnc", "lcr", "lnr", "unc", "ucr", "unr"] as const;
const shownOrder = ["lnr", "lcr", "lnc", "unc", "ucr", "unr"] as const;

function thresholdNames({ record }: SensorEntry, mask: number): string {
  if (record.thresholdAccess === "none") return "No Thresholds";
  if (record.thresholdAccess === "fixed") return "Thresholds Fixed";
  return namesIn(mask);
}

function readMaskLine({ details }: SensorEntry): string {
  const lower = (details.assertionMask >> 12) & 0x07;
  const upper = (details.deassertionMask >> 12) & 0x07;
  const names = namesIn(lower | (upper << 3));
  return names === "" ? "" : ` Threshold Read Mask   : ${names}\n`;
}

function namesIn(mask: number): string {
  const present = thresholdOrder.filter((_, bit) => (mask & (1 << bit)) !== 0);
  return shownOrder
    .filter((name) => present.includes(name))
    .map((name) => `${name} `)
    .join("");
}

function valueText(raw: number, { conversion }: SensorReading): string {
  return conversion === null ? `0x${hexByte(raw).toUpperCase()}` : fixed(analogValue(raw, conversion), 3);
}
