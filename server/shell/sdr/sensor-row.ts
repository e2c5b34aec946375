import { entityWord } from "./entity-words";
import { statesIn } from "./event-words";
import type { RowStyle, SdrRow } from "./sdr-row";
import { sensorCsvLine } from "./sensor-csv";
import type { SensorEntry } from "./sensor-entry";
import type { SensorEvents, SensorReading } from "./sensor-reader";
import { briefLine, extendedLine, isThreshold, stateBits } from "./sensor-text";
import { sensorTypeWord } from "./sensor-type-words";
import { verboseSensor } from "./sensor-verbose";
import { thresholdStatus } from "./threshold-status";

/** A sensor with its reading. */
export class SensorRow implements SdrRow {
  constructor(
    readonly entry: SensorEntry,
    readonly reading: SensorReading,
    /** Asked for verbose listings only. */
    readonly events: SensorEvents = { status: null, enable: null },
  ) {}

  text({ csv, verbose, extended }: RowStyle): string {
    if (csv) {
      return sensorCsvLine(this.entry, this.reading, verbose ? "verbose" : extended ? "extended" : "brief");
    }
    if (verbose) return verboseSensor(this.entry, this.reading, this.events);
    return extended ? extendedLine(this.entry, this.reading) : briefLine(this.entry, this.reading);
  }

  toJSON(): object {
    return sensorObject(this.entry, this.reading);
  }
}

/** A sensor and its reading for programs: numbers as numbers, null for what is not known. */
export function sensorObject({ record, name }: SensorEntry, reading: SensorReading) {
  const { entity, owner, sensorType, eventType, sharing } = record;
  const threshold = isThreshold(record);
  const value =
    reading.valid && reading.analog && Number.isFinite(reading.analog.value) ? reading.analog.value : null;
  return {
    kind: record.kind,
    recordId: record.recordId,
    name: name.trim(),
    number: record.number,
    owner,
    entity: { id: entity.id, instance: entity.instance, name: entityWord(entity.id) },
    type: { code: sensorType, name: sensorTypeWord(sensorType) },
    eventType,
    /** How many sensors the record stands for. */
    sharedBy: sharing.count,
    reading: reading.valid ? "ok" : reading.scanningDisabled ? "disabled" : "unavailable",
    raw: reading.valid ? reading.raw : null,
    value,
    unit: reading.analog?.unit ?? null,
    status: threshold ? thresholdStatus(reading, "extended", "ns") : null,
    states: threshold || !reading.valid ? [] : statesIn(sensorType, eventType, stateBits(reading)),
  };
}
