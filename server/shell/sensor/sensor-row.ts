import type { RawThresholds } from "@/server/ipmi/commands/sensor-event/get-sensor-thresholds";
import { analogTolerance, analogValue } from "../sdr/analog-value";
import { asShort, fixed } from "../sdr/decimal";
import { stateLines, thresholdEventLines } from "../sdr/event-lines";
import type { RowStyle, SdrRow } from "../sdr/sdr-row";
import type { SensorEntry } from "../sdr/sensor-entry";
import type { SensorEvents, SensorReading } from "../sdr/sensor-reader";
import { sensorObject } from "../sdr/sensor-row";
import { hexByte, isThreshold, shortValue, stateBits } from "../sdr/sensor-text";
import { sensorTypeWord } from "../sdr/sensor-type-words";
import { hysteresisLine } from "../sdr/sensor-verbose";
import { type StatusStyle, thresholdStatus } from "../sdr/threshold-status";

/** In the order of ipmitool's columns, with the words of its verbose text. */
const columns = [
  ["lowerNonRecoverable", "Lower Non-Recoverable"],
  ["lowerCritical", "Lower Critical"],
  ["lowerNonCritical", "Lower Non-Critical"],
  ["upperNonCritical", "Upper Non-Critical"],
  ["upperCritical", "Upper Critical"],
  ["upperNonRecoverable", "Upper Non-Recoverable"],
] as const satisfies readonly (readonly [keyof RawThresholds, string])[];

/** A sensor with its reading and its thresholds as the BMC has them now. */
export class SensorWithThresholds implements SdrRow {
  constructor(
    readonly entry: SensorEntry,
    readonly reading: SensorReading,
    /** Null: not asked for, or refused. */
    readonly thresholds: RawThresholds | null,
    readonly events: SensorEvents,
  ) {}

  text({ csv, verbose }: RowStyle): string {
    if (csv) return this.csvLine(verbose);
    return verbose ? this.verbose() : this.line();
  }

  toJSON(): object {
    const { conversion } = this.reading;
    const value = (raw: number | null) =>
      raw === null || conversion === null ? null : finite(analogValue(raw, conversion));
    return {
      ...sensorObject(this.entry, this.reading),
      thresholds:
        this.thresholds &&
        Object.fromEntries(columns.map(([name]) => [name, value(this.thresholds?.[name] ?? null)])),
    };
  }

  private line(): string {
    const { entry, reading } = this;
    const thresholds = this.thresholdTexts().map((text) => text.padEnd(10));
    const [value, unit, status] = this.cells();
    const state = isThreshold(entry.record) || reading.analog || !reading.valid ? status.padEnd(6) : status;
    const head = `${entry.name.padEnd(16)} | ${value.padEnd(10)} | ${unit.padEnd(10)} | ${state}`;
    return `${head}${thresholds.map((text) => `| ${text}`).join("")}\n`;
  }

  private csvLine(verbose: boolean): string {
    const [value, unit, status] = this.cells(verbose ? "verbose" : "brief", true);
    return `${[this.entry.name, value, unit, status, ...this.thresholdTexts()].join(",")}\n`;
  }

  /** Value, unit and status. Of discrete sensors the list shows the states, CSV the raw reading. */
  private cells(style: StatusStyle = "brief", csv = false): readonly [string, string, string] {
    const { record } = this.entry;
    const { reading } = this;
    const [low, high] = reading.states;
    if (!isThreshold(record)) {
      if (!reading.valid) return ["na", "discrete", "na"];
      if (reading.analog) return [shortValue(reading, 3), reading.analog.unit, "ok"];
      const raw = csv ? reading.raw : low;
      return [`0x${raw.toString(16)}`, "discrete", `0x${hexByte(low)}${hexByte(high)}`];
    }
    const unit = reading.analog?.unit ?? "";
    if (!reading.valid) return ["na", unit, "na"];
    const value = reading.analog ? fixed(reading.analog.value, 3) : `0x${reading.raw.toString(16)}`;
    return [value, unit, thresholdStatus(reading, style, "ns")];
  }

  private thresholdTexts(): readonly string[] {
    const known = this.entry.details.analog === null ? null : this.thresholds;
    return columns.map(([name]) => this.thresholdText(known?.[name] ?? null));
  }

  private thresholdText(raw: number | null): string {
    const { conversion } = this.reading;
    if (raw === null) return "na";
    return conversion === null ? `0x${raw.toString(16)}` : fixed(analogValue(raw, conversion), 3);
  }

  private verbose(): string {
    const { record, name } = this.entry;
    const kind = isThreshold(record) ? "(Threshold)  :" : "(Discrete):";
    return (
      `Sensor ID              : ${name} (0x${record.number.toString(16)})\n` +
      ` Entity ID             : ${record.entity.id}.${record.entity.instance}\n` +
      ` Sensor Type ${kind} ${sensorTypeWord(record.sensorType)}\n` +
      (isThreshold(record) ? this.verboseThreshold() : this.verboseDiscrete())
    );
  }

  private verboseDiscrete(): string {
    const { entry, reading } = this;
    if (!reading.valid) return " Unable to read sensor: Device Not Present\n\n";
    const analog = reading.analog
      ? ` Sensor Reading        : ${shortValue(reading, 3)} ${reading.analog.unit}\n`
      : "";
    return `${analog}${stateLines("States Asserted", entry, stateBits(reading))}\n`;
  }

  private verboseThreshold(): string {
    const { reading } = this;
    const value = reading.valid ? this.verboseReading() : " Unable to read sensor: Device Not Present\n\n";
    return ` Sensor Reading        : ${value}${thresholdEventLines(this.events)}\n`;
  }

  private verboseReading(): string {
    const { entry, reading } = this;
    return (
      `${this.valueText()}\n` +
      ` Status                : ${thresholdStatus(reading, "verbose", "ns")}\n` +
      (this.thresholds === null
        ? " Sensor Threshold Settings not available\n"
        : (entry.details.analog === null ? "" : this.verboseThresholds()) +
          hysteresisLine("Positive Hysteresis", entry.details.positiveHysteresis, entry, reading) +
          hysteresisLine("Negative Hysteresis", entry.details.negativeHysteresis, entry, reading))
    );
  }

  private valueText(): string {
    const { entry, reading } = this;
    const unit = reading.analog?.unit ?? "";
    const raw = `0x${reading.raw.toString(16)}`;
    const { analog } = entry.details;
    if (analog === null) return `${raw} ${unit}`;
    if (reading.analog === null || reading.conversion === null) {
      return `${raw} (+/- 0x${analog.tolerance.toString(16)}) ${unit}`;
    }
    const about = asShort(analogTolerance(reading.conversion.tolerance, reading.conversion), 3);
    return `${asShort(reading.analog.value, 3)} (+/- ${about}) ${unit}`;
  }

  private verboseThresholds(): string {
    const texts = this.thresholdTexts();
    return columns.map(([, label], index) => ` ${label.padEnd(21)} : ${texts[index]}\n`).join("");
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
