import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { analogValue } from "../sdr/analog-value";
import { fixed } from "../sdr/decimal";
import { hexByte } from "../sdr/sensor-text";
import { sensorTypeWord } from "../sdr/sensor-type-words";
import { unitWords } from "../sdr/unit-words";
import { timestampDate, timestampTime } from "../timestamps";
import { eventDescription } from "./makers/event-description";
import type { Maker } from "./makers/maker";
import { FIRST_OEM, KERNEL_PANIC, type SelEvent } from "./sel-event";
import { memoryModule, panic } from "./sel-line";

const SENSOR_SPECIFIC = 0x6f;

/** An event as `-v sel list` prints it; with its sensor as `sel get` does. */
export function verboseEvent(
  event: SelEvent,
  sensor: SensorRecord | null,
  maker: Maker | null = null,
): string {
  const type = hexByte(event.recordType);
  const head = `SEL Record ID          : ${event.recordId.toString(16).padStart(4, "0")}\n`;
  if (event.recordType === KERNEL_PANIC) {
    return (
      `${head} Record Type           : Linux kernel panic (OEM record ${type})\n` +
      ` Panic string          : ${panic(event)}\n\n`
    );
  }
  return `${head}${event.isOem ? oemLines(event, type) : eventLines(event, type, sensor, maker)}\n`;
}

function oemLines(event: SelEvent, type: string): string {
  const timestamped = event.recordType < FIRST_OEM;
  const kind = timestamped ? "OEM timestamped" : "OEM non-timestamped";
  return (
    ` Record Type           : ${type}  (${kind})\n` +
    (timestamped ? `${timeLine(event)} Manufactacturer ID    : ${event.manufacturer}\n` : "") +
    ` OEM Defined           : ${event.oemData.toString("hex")} [${letters(event.oemData)}]\n`
  );
}

function eventLines(event: SelEvent, type: string, sensor: SensorRecord | null, maker: Maker | null): string {
  const data = event.data.map(hexByte).join("");
  const generator = event.generatorId.toString(16).padStart(4, "0");
  return (
    ` Record Type           : ${type}\n` +
    timeLine(event) +
    ` Generator ID          : ${generator}\n` +
    ` EvM Revision          : ${hexByte(event.revision)}\n` +
    ` Sensor Type           : ${sensorTypeWord(event.sensorType)}\n` +
    ` Sensor Number         : ${hexByte(event.sensorNumber)}\n` +
    ` Event Type            : ${eventTypeWord(event.eventType)}\n` +
    ` Event Direction       : ${event.deasserted ? "Deassertion Event" : "Assertion Event"}\n` +
    (sensor === null
      ? ` Event Data            : ${data}\n`
      : ` Event Data (RAW)      : ${data}\n${interpretation(event, sensor)}`) +
    ` Description           : ${eventDescription(event, maker) ?? ""}\n`
  );
}

/** ipmitool prints the date twice, for the time it has but one buffer. */
function timeLine({ timestamp }: SelEvent): string {
  return ` Timestamp             : ${timestampDate(timestamp)} ${timestampTime(timestamp)}\n`;
}

function eventTypeWord(type: number): string {
  if (type === 0) return "Unspecified";
  if (type === 1) return "Threshold";
  if (type <= 0x0b) return "Generic Discrete";
  if (type === SENSOR_SPECIFIC) return "Sensor-specific Discrete";
  return type >= 0x70 ? "OEM" : "Reserved";
}

function interpretation(event: SelEvent, sensor: SensorRecord): string {
  const { eventType, data } = event;
  if (eventType === 1 && sensor.kind === "full-sensor") {
    const first = byteLine(data[0] >> 6, data[1], "Trigger Reading", sensor);
    return first + byteLine((data[0] >> 4) & 0x03, data[2], "Trigger Threshold", sensor);
  }
  if ((eventType >= 0x02 && eventType <= 0x0c) || eventType >= 0x70) return "";
  if (eventType !== SENSOR_SPECIFIC) return ` Event Data            : ${data.map(hexByte).join("")}\n`;
  const memory = memoryModule(event);
  if (memory !== null) return ` Event Data            : ${memory}\n`;
  const versionChange = event.sensorType === 0x2b && data[0] === 0xc1;
  return versionChange ? "" : " Event Interpretation  : Missing\n";
}

/** A byte of event data by what event data 1 says it is (IPMI 2.0 table 29-6). */
function byteLine(content: number, raw: number, label: string, sensor: SensorRecord): string {
  switch (content) {
    case 1: {
      const value = sensor.conversion === null ? 0 : analogValue(raw, sensor.conversion);
      return ` ${label.padEnd(21)} : ${fixed(value, 3)}${unitWords(sensor.units)}\n`;
    }
    case 2:
      return ` OEM Data              : ${hexByte(raw)}\n`;
    case 3:
      return ` Sensor Extension Code : ${hexByte(raw)}\n`;
    default:
      return "";
  }
}

/** Letters from @ to ~; all else is a dot. */
function letters(bytes: Buffer): string {
  return [...bytes].map((byte) => (byte < 0x40 || byte > 0x7e ? "." : String.fromCharCode(byte))).join("");
}
