import type { OemSelRecord, OemTimestampedRecord } from "../records/sel/sel-record";
import type { Severity } from "../records/severity";

/** A SEL record whose bytes its writer defines (IPMI 2.0 §32.2 and §32.3). */
export type OemRecord = OemTimestampedRecord | OemSelRecord;

/** What such a record says. */
export interface OemRecordMeaning {
  readonly text: string;
  readonly severity: Severity;
}

/** How many bytes of its own a record with a timestamp has. */
export const TIMESTAMPED_BYTES = 6;

/** Sixteen bits as four hexadecimal digits. */
export function hexWord(value: number): string {
  return `${value.toString(16).toUpperCase().padStart(4, "0")}h`;
}
