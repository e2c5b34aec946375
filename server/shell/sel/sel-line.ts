import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { analogValue } from "../sdr/analog-value";
import { asShort } from "../sdr/decimal";
import { harmless } from "../sdr/id-string";
import { hexByte } from "../sdr/sensor-text";
import { sensorTypeWord } from "../sdr/sensor-type-words";
import { unitWords } from "../sdr/unit-words";
import { timestampDate, timestampTime } from "../timestamps";
import { eventDescription } from "./makers/event-description";
import type { Maker } from "./makers/maker";
import { FIRST_OEM, KERNEL_PANIC, type SelEvent } from "./sel-event";

const FIRST_DATE = 0x2000_0000;
const THRESHOLD = 0x01;
const SENSOR_SPECIFIC = 0x6f;
const MEMORY = 0x0c;

/** A line of `sel list`; of `sel elist` when the event's sensor is given. `maker`: of the BMC, where ipmitool has its words. */
export function selLine(
  event: SelEvent,
  sensor: SensorRecord | null,
  csv: boolean,
  maker: Maker | null = null,
): string {
  const id = event.recordId.toString(16);
  const head = csv ? `${id},` : `${id.padStart(4)} | `;
  if (event.recordType === KERNEL_PANIC)
    return `${head}${csv ? ",," : ""}Linux kernel panic: ${panic(event)}\n`;
  const separator = csv ? "," : " | ";
  const columns = event.isOem ? oemColumns(event) : eventColumns(event, sensor, maker);
  return `${head}${timeColumns(event, csv)}${columns.join(separator)}\n`;
}

function timeColumns(event: SelEvent, csv: boolean): string {
  if (event.recordType >= FIRST_OEM) return csv ? ",," : "";
  const { timestamp } = event;
  if (timestamp < FIRST_DATE) {
    const seconds = String(timestamp).padStart(10, "0");
    return csv ? ` Pre-Init ,${seconds},` : ` Pre-Init  |${seconds}| `;
  }
  const separator = csv ? "," : " | ";
  return `${timestampDate(timestamp)}${separator}${timestampTime(timestamp)}${separator}`;
}

function oemColumns(event: SelEvent): readonly string[] {
  const data = event.oemData.toString("hex");
  const type = `OEM record ${hexByte(event.recordType)}`;
  return event.recordType < FIRST_OEM ? [type, event.manufacturer, data] : [type, data];
}

function eventColumns(event: SelEvent, sensor: SensorRecord | null, maker: Maker | null): readonly string[] {
  const type = sensorTypeWord(event.sensorType);
  const number = event.sensorNumber === 0 ? "" : ` #0x${hexByte(event.sensorNumber)}`;
  const details = detailColumn(event, sensor, maker);
  return [
    sensor === null ? `${type}${number}` : `${type} ${harmless(sensor.name)}`,
    eventDescription(event, maker) ?? "",
    event.deasserted ? "Deasserted" : "Asserted",
    ...(details === null ? [] : [details]),
  ];
}

function detailColumn(event: SelEvent, sensor: SensorRecord | null, maker: Maker | null): string | null {
  if (sensor !== null && event.eventType === THRESHOLD) return readingColumn(event, sensor);
  // Event data 3 is the processor there.
  if (maker?.name === "supermicro") return null;
  return event.eventType === SENSOR_SPECIFIC ? memoryModule(event) : null;
}

/** Which memory module, where event data 3 is the maker's and says so. */
export function memoryModule({ sensorType, sensorNumber, data }: SelEvent): string | null {
  if (sensorType !== MEMORY || sensorNumber !== 0 || (data[0] & 0x30) !== 0x20) return null;
  return `CPU ${data[2] & 0x0f} DIMM ${data[2] >> 4}`;
}

/** Event data 1 says what the other bytes are (IPMI 2.0 table 29-6); 1: reading in byte 2, threshold in byte 3. */
function readingColumn({ data, deasserted }: SelEvent, sensor: SensorRecord): string | null {
  if (sensor.kind !== "full-sensor") return null;
  const value = (raw: number) =>
    sensor.conversion === null ? 0 : Math.fround(analogValue(raw, sensor.conversion));
  const reading = `Reading ${asShort(data[0] >> 6 === 1 ? value(data[1]) : 0, 2)}`;
  if (((data[0] >> 4) & 0x03) !== 1) return reading;
  const goingHigh = data[0] % 2 === 1;
  const sign = goingHigh === deasserted ? "<" : ">";
  return `${reading} ${sign} Threshold ${asShort(value(data[2]), 2)} ${unitWords(sensor.units)}`;
}

/** The eleven letters of a panic message that fit into a record. */
export function panic(event: SelEvent): string {
  return harmless(event.bytes.subarray(5).toString("latin1"));
}
