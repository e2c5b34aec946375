import type { SdrRepository } from "@/server/ipmi";
import { isSensorRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { decodeSensorDetails, type SensorDetails } from "@/server/ipmi/records/sdr/sensor-details";
import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { harmless } from "./id-string";

/** A full or compact sensor record with all it says. Shared records are one entry, as they are one line of ipmitool's. */
export interface SensorEntry {
  readonly record: SensorRecord;
  readonly details: SensorDetails;
  /** As it may be printed, blanks at its end included. */
  readonly name: string;
}

/** The entry of a record; null for what is not a readable sensor, or ends too early. */
export function sensorEntry({ records, images }: SdrRepository, index: number): SensorEntry | null {
  const record = records[index];
  const image = images[index];
  if (record === undefined || image === undefined || !isSensorRecord(record)) return null;
  if (record.kind === "event-only-sensor") return null;
  return { record, details: decodeSensorDetails(image), name: harmless(record.name) };
}
