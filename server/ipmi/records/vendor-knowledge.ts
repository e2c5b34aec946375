import type { OemSelRecord, OemTimestampedRecord, SystemEventRecord } from "./sel/sel-record";
import type { Severity } from "./severity";
import type { StateDefinition } from "./states/state";

/** What the decoders ask of a vendor where the specification says no more than "OEM". Null: not known. */
export interface VendorKnowledge {
  /** OEM sensor types C0h–FFh in words. */
  sensorType(code: number): string | null;
  /** States of OEM event types (70h–7Fh), and of OEM sensor types. */
  state(eventType: number, sensorType: number, offset: number): StateDefinition | null;
  /** Discrete readings that mean one thing as a whole instead of one a bit. */
  wholeReading(eventType: number, sensorType: number, bits: number): StateDefinition | null;
  /** What OEM event data 2 and 3 of a system event say. */
  eventDetail(event: SystemEventRecord): string | null;
  /** What an OEM record says. */
  oemRecord(
    record: OemTimestampedRecord | OemSelRecord,
  ): { readonly text: string; readonly severity: Severity } | null;
}
