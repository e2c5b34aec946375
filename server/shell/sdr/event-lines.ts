import { stateWords } from "./event-words";
import type { SensorEntry } from "./sensor-entry";
import type { SensorEvents } from "./sensor-reader";
import { sensorTypeWord } from "./sensor-type-words";

/** Threshold events in the order of their bits: crossed downwards, crossed upwards. */
const thresholdEvents: readonly string[] = ["lnc", "lcr", "lnr", "unc", "ucr", "unr"].flatMap((threshold) => [
  `${threshold}-`,
  `${threshold}+`,
]);

const MESSAGES_ENABLED = 0x80;
const UNAVAILABLE = 0x20;
const STATES = 0x7fff;

/** What holds and what is enabled of a threshold sensor's events, as ipmitool lists it. */
export function thresholdEventLines({ status, enable }: SensorEvents): string {
  return (
    lines(status, "Event Status", (bytes) =>
      thresholdLines(bytes, "Assertion Events", "Deassertion Events", (low, high) => low !== 0 && high !== 0),
    ) +
    lines(enable, "Event Enable", (bytes) =>
      thresholdLines(
        bytes,
        "Assertions Enabled",
        "Deassertions Enabled",
        (low, high) => low !== 0 || high !== 0,
      ),
    )
  );
}

/** The same of a discrete sensor. */
export function discreteEventLines({ status, enable }: SensorEvents, entry: SensorEntry): string {
  const both = (bytes: Buffer, assertions: string, deassertions: string) =>
    stateLines(assertions, entry, wordAt(bytes, 1)) + stateLines(deassertions, entry, wordAt(bytes, 3));
  return (
    lines(status, "Event Status", (bytes) => both(bytes, "Assertion Events", "Deassertion Events")) +
    lines(enable, "Event Enable", (bytes) => both(bytes, "Assertions Enabled", "Deassertions Enabled"))
  );
}

/** The states that hold, a line each, under a heading; nothing for none. */
export function stateLines(label: string, { record }: SensorEntry, bits: number): string {
  if ((bits & STATES) === 0) return "";
  const words = stateWords(record.sensorType, record.eventType);
  if (words === null) return "";
  const states = words.filter((word, offset) => word !== null && (bits & STATES & (1 << offset)) !== 0);
  return [
    ` ${label.padEnd(21)} : ${sensorTypeWord(record.sensorType)}\n`,
    ...states.map((state) => `${" ".repeat(25)}[${state}]\n`),
  ].join("");
}

function lines(bytes: Buffer | null, heading: string, rest: (bytes: Buffer) => string): string {
  const flags = bytes?.[0];
  if (bytes === null || flags === undefined) return "";
  const label = ` ${heading.padEnd(21)} : `;
  if (heading === "Event Status" && (flags & UNAVAILABLE) !== 0) return `${label}Unavailable\n`;
  const disabled = (flags & MESSAGES_ENABLED) === 0 ? `${label}Event Messages Disabled\n` : "";
  return disabled + rest(bytes);
}

function thresholdLines(
  bytes: Buffer,
  assertions: string,
  deassertions: string,
  shown: (low: number, high: number) => boolean,
): string {
  const first = eventLine(assertions, bytes[1] ?? 0, bytes[2] ?? 0);
  const [low = 0, high] = bytes.subarray(3);
  const second = high === undefined ? bytes.length === 4 && low !== 0 : shown(low, high);
  return second ? first + eventLine(deassertions, low, high ?? 0) : first;
}

function eventLine(label: string, low: number, high: number): string {
  const bits = low | (high << 8);
  const names = thresholdEvents.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return ` ${label.padEnd(21)} : ${names.map((name) => `${name} `).join("")}\n`;
}

function wordAt(bytes: Buffer, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}
