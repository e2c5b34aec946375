import { convert } from "../conversion";
import { hexByte } from "../hex-byte";
import { quantityText } from "../quantity";
import { SENSOR_SPECIFIC_EVENT_TYPE, type SensorRecord, THRESHOLD_EVENT_TYPE } from "../sdr/sensor-record";
import type { Severity } from "../severity";
import { stateAt } from "../states/state-tables";
import type { SystemEventRecord } from "./sel-record";
import { sensorSpecificDetails } from "./sensor-specific-details";

/** What event data 1 says event data 2 or 3 is (IPMI 2.0 table 29-6). */
const Content = { Unspecified: 0, ByEventType: 1, Oem: 2, SensorSpecific: 3 } as const;

const SEVERITY_EVENT_TYPE = 0x07;

/** Which state or threshold an event is about. */
export function eventOffset(event: SystemEventRecord): number {
  return event.data[0] & 0x0f;
}

/** What event data 2 and 3 add, in words. `sensor` gives readings their unit. */
export function eventDetails(event: SystemEventRecord, sensor: SensorRecord | null): readonly string[] {
  const [data1, data2, data3] = event.data;
  const content2 = data1 >> 6;
  const content3 = (data1 >> 4) & 0x03;
  if (event.eventType === THRESHOLD_EVENT_TYPE) return thresholdDetails(event, sensor, content2, content3);

  const details: string[] = [];
  if (content2 === Content.ByEventType) details.push(...previousState(event));
  if (event.eventType === SENSOR_SPECIFIC_EVENT_TYPE) {
    const specific2 = content2 === Content.SensorSpecific ? data2 : null;
    const specific3 = content3 === Content.SensorSpecific ? data3 : null;
    details.push(...sensorSpecificDetails(event.sensorType, eventOffset(event), specific2, specific3));
  }
  details.push(...oemDetails(event, content2, content3));
  return details;
}

function thresholdDetails(
  event: SystemEventRecord,
  sensor: SensorRecord | null,
  content2: number,
  content3: number,
): readonly string[] {
  const [, data2, data3] = event.data;
  const details: string[] = [];
  if (content2 === Content.ByEventType) details.push(`reading ${rawText(data2, sensor)}`);
  if (content3 === Content.ByEventType) details.push(`threshold ${rawText(data3, sensor)}`);
  return [...details, ...oemDetails(event, content2, content3)];
}

function rawText(raw: number, sensor: SensorRecord | null): string {
  const conversion = sensor?.conversion ?? null;
  const value = conversion === null ? null : convert(raw, conversion);
  return value === null || sensor === null ? `raw ${hexByte(raw)}` : quantityText(value, sensor);
}

/** The severity a discrete event carries as an offset of event type 07h; null when it carries none. */
export function carriedSeverity(event: SystemEventRecord): Severity | null {
  const [data1, data2] = event.data;
  if (event.eventType === THRESHOLD_EVENT_TYPE || data1 >> 6 !== Content.ByEventType) return null;
  return stateAt(SEVERITY_EVENT_TYPE, event.sensorType, data2 >> 4)?.eventSeverity ?? null;
}

function previousState(event: SystemEventRecord): readonly string[] {
  const previous = stateAt(event.eventType, event.sensorType, event.data[1] & 0x0f);
  return previous === null ? [] : [`previously ${previous.text}`];
}

function oemDetails(event: SystemEventRecord, content2: number, content3: number): readonly string[] {
  const bytes = [
    ...(content2 === Content.Oem ? [event.data[1]] : []),
    ...(content3 === Content.Oem ? [event.data[2]] : []),
  ];
  return bytes.length === 0 ? [] : [`OEM data ${bytes.map(hexByte).join(" ")}`];
}
