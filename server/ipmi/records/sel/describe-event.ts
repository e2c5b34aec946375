import { hexByte } from "../hex-byte";
import { sensorTypeName } from "../sensor-types";
import type { Severity } from "../severity";
import type { StateDefinition } from "../states/state";
import { stateAt } from "../states/state-tables";
import type { VendorKnowledge } from "../vendor-knowledge";
import { carriedSeverity, eventDetails, eventOffset } from "./event-details";
import { kernelPanic } from "./kernel-panic";
import type {
  EventGenerator,
  OemSelRecord,
  OemTimestampedRecord,
  SelRecord,
  SystemEventRecord,
} from "./sel-record";
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

/**
 * Describes any SEL record; what neither the specification nor the BMC's vendor defines is shown as bytes, with severity
 * `unknown`.
 */
export function describeEvent(
  record: SelRecord,
  sensors: SensorIndex,
  vendor: VendorKnowledge | null = null,
): EventDescription {
  switch (record.kind) {
    case "system-event":
      return describeSystemEvent(record, sensors, vendor);
    case "oem-timestamped":
      return (
        vendorRecord(record, vendor) ??
        oem(`OEM record of manufacturer ${record.manufacturerId}: ${hexBytes(record.data)}`, "OEM")
      );
    case "oem": {
      const panic = kernelPanic(record);
      if (panic !== null) return kernelPanicEvent(panic);
      return (
        vendorRecord(record, vendor) ??
        oem(`OEM record ${hexByte(record.recordType)}: ${hexBytes(record.data)}`, "OEM")
      );
    }
    case "unknown":
      return oem(
        `Record of reserved type ${hexByte(record.recordType)}: ${hexBytes(record.data)}`,
        "Reserved",
      );
  }
}

function describeSystemEvent(
  event: SystemEventRecord,
  sensors: SensorIndex,
  vendor: VendorKnowledge | null,
): EventDescription {
  const sensor = sensors.find(event);
  const offset = eventOffset(event);
  const state = stateOf(event, vendor);
  const sensorType = vendor?.sensorType(event.sensorType) ?? sensorTypeName(event.sensorType);
  const oemDetail = vendor?.eventDetail(event) ?? null;
  const details = [
    ...(oemDetail === null ? eventDetails(event, sensor) : [oemDetail]),
    ...reporter(event.generator),
  ];
  const what = state?.text ?? `event type ${hexByte(event.eventType)} offset ${hexByte(offset)}`;
  const direction = event.asserted ? "asserted" : "deasserted";
  const sentence = [event.asserted ? what : `${what}: deasserted`, ...details].join("; ");
  return {
    sensor: sensor?.name ?? `${sensorType} #${hexByte(event.sensorNumber)}`,
    sensorType,
    direction,
    text: capitalised(state === null ? `${sentence}; data ${hexBytes(event.data)}` : sentence),
    severity: severityOf(event, state),
  };
}

function stateOf(event: SystemEventRecord, vendor: VendorKnowledge | null): StateDefinition | null {
  const place = [event.eventType, event.sensorType, eventOffset(event)] as const;
  return stateAt(...place) ?? vendor?.state(...place) ?? null;
}

/** What the event means; a severity the event itself carries overrides the table's. */
function severityOf(event: SystemEventRecord, state: StateDefinition | null): Severity {
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

/** What a crashing Linux wrote into the log, a piece a record. */
function kernelPanicEvent({ part, text }: { part: number; text: string }): EventDescription {
  return {
    sensor: "Linux",
    sensorType: "OS Stop / Shutdown",
    direction: "none",
    text: `Kernel panic, part ${part}: ${text}`,
    severity: "critical",
  };
}

/** An OEM record in the words of the BMC's vendor; null when it has none. */
function vendorRecord(
  record: OemTimestampedRecord | OemSelRecord,
  vendor: VendorKnowledge | null,
): EventDescription | null {
  const meaning = vendor?.oemRecord(record) ?? null;
  return meaning === null ? null : oem(meaning.text, "OEM", meaning.severity);
}

function oem(text: string, sensorType: string, severity: Severity = "unknown"): EventDescription {
  return { sensor: "", sensorType, direction: "none", text, severity };
}

function hexBytes(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
