import { hexByte } from "../hex-byte";
import { sensorTypeName } from "../sensor-types";
import type { Severity } from "../severity";
import { stateAt } from "../states/state-tables";
import { carriedSeverity, eventDetails, eventOffset } from "./event-details";
import type { EventGenerator, SelRecord, SystemEventRecord } from "./sel-record";
import type { SensorIndex } from "./sensor-index";

/** A SEL record in words. */
export interface EventDescription {
  /** The sensor's name, or its type and number when no SDR names it. */
  readonly sensor: string;
  readonly sensorType: string;
  readonly direction: "asserted" | "deasserted" | "none";
  /** What happened, as a sentence without the sensor's name. */
  readonly text: string;
  readonly severity: Severity;
}

/** Describes any SEL record; what the specification does not define is shown as bytes, with severity `unknown`. */
export function describeEvent(record: SelRecord, sensors: SensorIndex): EventDescription {
  switch (record.kind) {
    case "system-event":
      return describeSystemEvent(record, sensors);
    case "oem-timestamped":
      return oem(`OEM record of manufacturer ${record.manufacturerId}: ${hexBytes(record.data)}`, "OEM");
    case "oem":
      return oem(`OEM record ${hexByte(record.recordType)}: ${hexBytes(record.data)}`, "OEM");
    case "unknown":
      return oem(
        `Record of reserved type ${hexByte(record.recordType)}: ${hexBytes(record.data)}`,
        "Reserved",
      );
  }
}

function describeSystemEvent(event: SystemEventRecord, sensors: SensorIndex): EventDescription {
  const sensor = sensors.find(event);
  const offset = eventOffset(event);
  const state = stateAt(event.eventType, event.sensorType, offset);
  const details = [...eventDetails(event, sensor), ...reporter(event.generator)];
  const what = state?.text ?? `event type ${hexByte(event.eventType)} offset ${hexByte(offset)}`;
  const direction = event.asserted ? "asserted" : "deasserted";
  const sentence = [event.asserted ? what : `${what}: deasserted`, ...details].join("; ");
  return {
    sensor: sensor?.name ?? `${sensorTypeName(event.sensorType)} #${hexByte(event.sensorNumber)}`,
    sensorType: sensorTypeName(event.sensorType),
    direction,
    text: capitalised(state === null ? `${sentence}; data ${hexBytes(event.data)}` : sentence),
    severity: severityOf(event),
  };
}

/** What the event means; a severity the event itself carries overrides the table's. */
function severityOf(event: SystemEventRecord): Severity {
  const state = stateAt(event.eventType, event.sensorType, eventOffset(event));
  if (!event.asserted) return state?.endSeverity ?? "unknown";
  return carriedSeverity(event) ?? state?.eventSeverity ?? "unknown";
}

const softwareIds = [
  { last: 0x0f, text: "BIOS" },
  { last: 0x1f, text: "the SMI handler" },
  { last: 0x2f, text: "system management software" },
  { last: 0x3f, text: "OEM software" },
  { last: 0x46, text: "remote console software" },
  { last: 0x7f, text: "software" },
] as const;

const BMC_ADDRESS = 0x20;

/** Names whoever reported an event when it was not the BMC itself (IPMI 2.0 table 5-4). */
function reporter({ id }: EventGenerator): readonly string[] {
  if (id === BMC_ADDRESS) return [];
  if ((id & 0x01) === 0) return [`reported by controller ${hexByte(id)}`];
  const software = softwareIds.find(({ last }) => id >> 1 <= last);
  return software === undefined ? [] : [`reported by ${software.text}`];
}

function oem(text: string, sensorType: string): EventDescription {
  return { sensor: "", sensorType, direction: "none", text, severity: "unknown" };
}

function hexBytes(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
