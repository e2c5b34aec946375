import { zonelessTime } from "../records/timestamp";
import { type OemRecord, type OemRecordMeaning, TIMESTAMPED_BYTES } from "./oem-record";

/** By whose number the driver goes: Microsoft's own, or Intel's, which came before it. */
const drivers = [311, 343];

const BOOT = 0xdc;
const SHUTDOWN = 0xdd;
const BUG_CHECK = 0xde;

/**
 * What Windows' IPMI driver writes into the log (System Event Log Troubleshooting Guides of Intel's boards, Microsoft
 * Windows records): a number that goes up, four bytes, and for a bug check whether Windows has 64 bits. Null when the
 * record is not one of those.
 */
export function windowsRecord(record: OemRecord): OemRecordMeaning | null {
  if (record.kind !== "oem-timestamped" || !drivers.includes(record.manufacturerId)) return null;
  if (record.data.length < TIMESTAMPED_BYTES) return null;
  const number = record.data.readUInt8(0);
  const value = record.data.readUInt32LE(1);
  const hex = `${value.toString(16).toUpperCase().padStart(8, "0")}h`;
  switch (record.recordType) {
    case BOOT:
      return { text: `Windows started at ${zonelessTime(value)}`, severity: "ok" };
    case SHUTDOWN:
      return { text: `Windows shutdown, reason or comment ${number}: ${hex}`, severity: "ok" };
    case BUG_CHECK:
      return { text: `Windows bug check, part ${number}: ${hex}`, severity: "critical" };
    default:
      return null;
  }
}
