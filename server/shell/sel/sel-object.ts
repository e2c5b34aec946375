import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";
import { decodeSelRecord } from "@/server/ipmi/records/sel/sel-record";
import { eventWord } from "../sdr/event-words";
import { harmless } from "../sdr/id-string";
import { sensorTypeWord } from "../sdr/sensor-type-words";
import type { SelEvent } from "./sel-event";

/** An event for programs. `time` is null unless the BMC's clock was set; it is in UTC if that clock is. */
export function eventObject(event: SelEvent, sensor: SensorRecord | null): object {
  const { timestamp, kind } = decodeSelRecord(event.bytes);
  const base = {
    recordId: event.recordId,
    recordType: event.recordType,
    kind: event.isOem ? kind : "system-event",
    timestamp: timestamp.raw,
    time: timestamp.time === null ? null : `${timestamp.time}Z`,
    raw: event.bytes.toString("hex"),
  };
  if (event.isOem) return { ...base, data: event.oemData.toString("hex") };
  return {
    ...base,
    generatorId: event.generatorId,
    sensor: {
      number: event.sensorNumber,
      type: { code: event.sensorType, name: sensorTypeWord(event.sensorType) },
      name: sensor === null ? null : harmless(sensor.name).trim(),
    },
    eventType: event.eventType,
    direction: event.deasserted ? "deasserted" : "asserted",
    event: eventWord(event.sensorType, event.eventType, event.data)?.trim() ?? null,
    data: event.data,
  };
}
