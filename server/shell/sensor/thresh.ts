import { CompletionCodeError, Privilege } from "@/server/ipmi";
import type { RawThresholds } from "@/server/ipmi/commands/sensor-event/get-sensor-thresholds";
import { setSensorThresholds } from "@/server/ipmi/commands/sensor-event/set-sensor-thresholds";
import { completionText } from "../completion-text";
import { analogValue, rawByte } from "../sdr/analog-value";
import { fixed } from "../sdr/decimal";
import { indexNamed } from "../sdr/listing";
import { type SensorEntry, sensorEntry } from "../sdr/sensor-entry";
import { SensorReader, sensorOptions } from "../sdr/sensor-reader";
import { isThreshold } from "../sdr/sensor-text";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { threshUsage } from "./help";

type ThresholdName = keyof RawThresholds;

/** By ipmitool's words, outermost first. */
const words: Readonly<Record<string, ThresholdName>> = {
  unr: "upperNonRecoverable",
  ucr: "upperCritical",
  unc: "upperNonCritical",
  lnc: "lowerNonCritical",
  lcr: "lowerCritical",
  lnr: "lowerNonRecoverable",
};

const names: Readonly<Record<ThresholdName, string>> = {
  upperNonRecoverable: "Upper Non-Recoverable",
  upperCritical: "Upper Critical",
  upperNonCritical: "Upper Non-Critical",
  lowerNonRecoverable: "Lower Non-Recoverable",
  lowerCritical: "Lower Critical",
  lowerNonCritical: "Lower Non-Critical",
};

/** Which of ipmitool's words `upper` and `lower` stand for, in the order of their values. */
const groups: Readonly<Record<string, readonly string[]>> = {
  upper: ["unc", "ucr", "unr"],
  lower: ["lnr", "lcr", "lnc"],
};

interface Setting {
  readonly threshold: ThresholdName;
  readonly value: number;
}

interface ThreshArguments {
  /** Null: the usage, when words are missing. */
  readonly sensor: string | null;
  readonly settings: readonly Setting[];
}

interface Outcome extends ThreshArguments {
  readonly failed: boolean;
}

export const thresh = defineVerb<ThreshArguments, Outcome>({
  path: ["sensor", "thresh"],
  usage: "<id> <threshold> <setting>",
  summary: "Sets thresholds of a sensor",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: parseWords,
  async run(context, args) {
    if (args.sensor === null) {
      context.note(threshUsage);
      return { ...args, failed: false };
    }
    const entry = await find(context, args.sensor);
    if (args.settings.length === 1) await checkOrder(context, entry, args);
    const wanted = args.settings.map((setting) => ({ ...setting, raw: rawOf(entry, setting, args) }));
    const failures: boolean[] = [];
    for (const { threshold, raw } of wanted) failures.push(!(await set(context, entry, threshold, raw)));
    return { ...args, failed: failures.at(-1) ?? false };
  },
  text: ({ sensor, settings }) =>
    sensor === null
      ? ""
      : locating(sensor) + settings.map((setting) => settingLine(sensor, setting)).join(""),
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

function parseWords([sensor, what, ...values]: readonly string[]): ThreshArguments {
  if (sensor === undefined || what === undefined || values[0] === undefined) {
    return { sensor: null, settings: [] };
  }
  const group = groups[what];
  if (group !== undefined) {
    if (values.length < group.length) {
      const list = group.map((word) => `<${word}>`).join(" ");
      throw new UsageError(`usage: sensor thresh <id> ${what} ${list}`);
    }
    return { sensor, settings: group.map((word, index) => groupSetting(word, values[index] ?? "")) };
  }
  const word = Object.keys(words).find((known) => what.startsWith(known));
  if (word === undefined) {
    throw new UsageError(`Valid threshold '${what}' for sensor '${sensor}' not specified!`);
  }
  const value = parseValue(values[0]);
  if (value === null) throw new UsageError(`Given ${what} threshold value '${values[0]}' is invalid.`);
  return { sensor, settings: [{ threshold: nameOf(word), value }] };
}

function groupSetting(word: string, text: string): Setting {
  const value = parseValue(text);
  if (value === null) throw new UsageError(`Given ${word} '${text}' is invalid.`);
  return { threshold: nameOf(word), value };
}

function nameOf(word: string): ThresholdName {
  const name = words[word];
  if (name === undefined) throw new UsageError(`Valid threshold '${word}' not specified!`);
  return name;
}

function parseValue(text: string): number | null {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

async function find(context: VerbContext, name: string): Promise<SensorEntry> {
  const repository = await context.sdr();
  const index = indexNamed(repository, name);
  const fail = (message: string) => new VerbFailure(message, { output: locating(name) });
  if (index < 0) throw fail("Sensor data record not found!");
  const entry = sensorEntry(repository, index);
  if (entry?.record.kind !== "full-sensor") {
    const type = repository.images[index]?.readUInt8(3) ?? 0;
    throw fail(`Invalid sensor type ${type.toString(16).padStart(2, "0")}`);
  }
  if (!isThreshold(entry.record)) {
    throw fail(`Invalid sensor event type ${entry.record.eventType.toString(16).padStart(2, "0")}`);
  }
  return entry;
}

/** Which other thresholds a new value must stay above, and below. */
const order: Readonly<
  Record<ThresholdName, { above: readonly ThresholdName[]; below: readonly ThresholdName[] }>
> = {
  upperNonRecoverable: { above: ["upperCritical", "upperNonCritical"], below: [] },
  upperCritical: { above: ["upperNonCritical"], below: ["upperNonRecoverable"] },
  upperNonCritical: { above: ["lowerNonCritical"], below: ["upperNonRecoverable", "upperCritical"] },
  lowerNonCritical: { above: ["lowerCritical", "lowerNonRecoverable"], below: ["upperNonCritical"] },
  lowerCritical: { above: ["lowerNonRecoverable"], below: ["lowerNonCritical"] },
  lowerNonRecoverable: { above: [], below: ["lowerNonCritical", "lowerCritical"] },
};

/** A single threshold must keep its place among those the BMC has; ipmitool counts negative ones as zero. */
async function checkOrder(context: VerbContext, entry: SensorEntry, { sensor, settings }: ThreshArguments) {
  const thresholds = await new SensorReader(context, await context.sdr()).thresholds(entry);
  const output = locating(sensor ?? "");
  if (thresholds === null) throw new VerbFailure("Sensor data record not found!", { output });
  for (const { threshold, value } of settings) {
    if (thresholds[threshold] === null) continue;
    const known = (other: ThresholdName) => valueAt(entry, thresholds[other]);
    const { above, below } = order[threshold];
    const wrong =
      above.some((other) => value <= (known(other) ?? Number.NEGATIVE_INFINITY)) ||
      below.some((other) => value >= (known(other) ?? Number.POSITIVE_INFINITY));
    if (wrong) throw new VerbFailure("Invalid Threshold data values. Cannot Set Threshold Data.", { output });
  }
}

function valueAt({ record }: SensorEntry, raw: number | null): number | null {
  if (raw === null) return null;
  return record.conversion === null ? 0 : Math.max(0, analogValue(raw, record.conversion));
}

/** Refuses what the sensor cannot express before anything is sent. */
function rawOf({ record }: SensorEntry, { value }: Setting, { sensor }: ThreshArguments): number {
  if (record.conversion === null) return Math.trunc(Math.min(255, Math.max(0, value)));
  const raw = rawByte(value, record.conversion);
  if (raw !== null) return raw;
  throw new VerbFailure(`The sensor has no reading of ${value}: nothing was set.`, {
    output: locating(sensor ?? ""),
  });
}

async function set(context: VerbContext, { record }: SensorEntry, threshold: ThresholdName, raw: number) {
  try {
    await context.bmc.send(
      setSensorThresholds,
      { sensor: record.number, thresholds: { [threshold]: raw } },
      sensorOptions(record, context.signal),
    );
    return true;
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    context.note(`Error setting threshold: ${completionText(error.completionCode)}`);
    return false;
  }
}

function locating(sensor: string): string {
  return `Locating sensor record '${sensor}'...\n`;
}

function settingLine(sensor: string, { threshold, value }: Setting): string {
  return `Setting sensor "${sensor}" ${names[threshold]} threshold to ${fixed(value, 3)}\n`;
}
