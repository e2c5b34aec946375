import type { PlatformEventRequest } from "@/server/ipmi/commands/sensor-event/platform-event";
import { eventWord } from "../sdr/event-words";
import { sensorTypeWord } from "../sdr/sensor-type-words";

/** The event as ipmitool lists it before sending: a SEL entry without number and time. */
export function eventLine(event: PlatformEventRequest, sensor: string | null): string {
  const { sensorType, sensorNumber, eventType, data, asserted } = event;
  const where = sensor ?? `#0x${sensorNumber.toString(16).padStart(2, "0")}`;
  const what = eventWord(sensorType, eventType, data) ?? "";
  const direction = asserted ? "Asserted" : "Deasserted";
  return `   0 |  Pre-Init  |0000000000| ${sensorTypeWord(sensorType)} ${where} | ${what} | ${direction}\n`;
}
