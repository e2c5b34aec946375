import { hex } from "../../commands/testing/vectors";
import { describeEvent, type EventDescription } from "../../records/sel/describe-event";
import { decodeSelRecord } from "../../records/sel/sel-record";
import { SensorIndex } from "../../records/sel/sensor-index";
import type { OemRecordMeaning } from "../oem-record";
import { vendorOf } from "../vendor-of";

/** A system event of a vendor's BMC: sensor type, number, event type (with direction) and data. */
export function described(manufacturer: number, event: string): EventDescription {
  const record = decodeSelRecord(hex(`0100 02 d05c8a65 2000 04 ${event}`));
  return describeEvent(record, new SensorIndex([]), vendorOf(manufacturer));
}

/** What a vendor makes of a whole OEM record; null when it has no words for it, or when it is no OEM record. */
export function oemMeaning(manufacturer: number, bytes: string): OemRecordMeaning | null {
  const record = decodeSelRecord(hex(bytes));
  return record.kind === "system-event" ? null : (vendorOf(manufacturer)?.oemRecord(record) ?? null);
}
