import { hexByte } from "../records/hex-byte";
import type { Severity } from "../records/severity";
import { critical, fine, warning } from "../records/states/state";
import type { OemRecord, OemRecordMeaning } from "./oem-record";
import { defineVendor } from "./vendor";

const LED = 0xc0;
const IDENTIFY_LIGHT = 0x70;
const HEALTH_LED = 0x71;

const INTEGRITY_RECORD = 0xe0;
const INTEGRITY_BYTES = 13;

/** Alert levels: progress and information below, then warning, critical, fatal. */
function severityOf(alertLevel: number): Severity {
  if (alertLevel < 3) return "ok";
  return alertLevel === 3 ? "warning" : "critical";
}

/** Integrity servers: who reports, eighteen bits of event, the alert level (Operations and Maintenance Guide rx2600). */
function integrityRecord({ recordType, data }: OemRecord): OemRecordMeaning | null {
  if (recordType !== INTEGRITY_RECORD || data.length < INTEGRITY_BYTES) return null;
  const event = (data.readUInt16LE(1) | ((data.readUInt8(3) & 0x03) << 16)).toString(16).toUpperCase();
  const alertLevel = data.readUInt8(4) >> 5;
  return {
    text: `Event ${event}h of entity ${hexByte(data.readUInt8(0))}, alert level ${alertLevel}`,
    severity: severityOf(alertLevel),
  };
}

/**
 * ProLiant and later servers with iLO, before and after the company was split. The lights are those of the ProLiant
 * DL160 G8, as FreeIPMI has them.
 */
export const hpe = defineVendor({
  name: "HPE",
  ids: [11, 47196],
  products: { 8192: "ProLiant (iLO)" },
  sensorTypes: { [LED]: "LED" },
  oemRecord: integrityRecord,
  states: [
    {
      eventType: IDENTIFY_LIGHT,
      sensorType: LED,
      table: [fine("UID light on"), fine("UID light off"), fine("UID light blinking")],
    },
    {
      eventType: HEALTH_LED,
      sensorType: LED,
      table: [fine("health LED green"), warning("health LED amber"), critical("health LED red")],
    },
  ],
});
