import type { PlatformEventRequest } from "@/server/ipmi/commands/sensor-event/platform-event";
import { parseByte } from "../numbers";

const EVENT_BYTES = 7;

/** Seven bytes a line, # begins a comment (`sel save` writes such files). A string: why a line is none. */
export function eventsOfFile(text: string): readonly (PlatformEventRequest | string)[] {
  return text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter(Boolean)
    .map(eventOfLine);
}

function eventOfLine(line: string): PlatformEventRequest | string {
  const bytes: number[] = [];
  for (const word of line.split(/\s+/).slice(0, EVENT_BYTES)) {
    const byte = parseByte(word);
    if (byte === null) return `Invalid token in file: [${word}]`;
    bytes.push(byte);
  }
  const [revision, sensorType, sensorNumber, direction, first, second, third] = bytes;
  if (
    revision === undefined ||
    sensorType === undefined ||
    sensorNumber === undefined ||
    direction === undefined ||
    first === undefined ||
    second === undefined ||
    third === undefined
  ) {
    return `Invalid Event: ${Buffer.from(bytes).toString("hex")}`;
  }
  return {
    generatorId: null,
    revision,
    sensorType,
    sensorNumber,
    eventType: direction & 0x7f,
    asserted: (direction & 0x80) === 0,
    data: [first, second, third],
  };
}
