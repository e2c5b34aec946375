import { eventWord } from "../../sdr/event-words";
import type { SelEvent } from "../sel-event";
import { dellWords } from "./dell-words";
import type { Maker } from "./maker";
import { SUPERMICRO_CONTROLLER, supermicroWords } from "./supermicro-words";

const SENSOR_SPECIFIC = 0x6f;

/** An event in ipmitool's words, with what it knows of a maker's own bytes; null when it has none. */
export function eventDescription(event: SelEvent, maker: Maker | null): string | null {
  const word = eventWord(event.sensorType, event.eventType, event.data);
  if (maker === null || event.eventType !== SENSOR_SPECIFIC) return word;
  const addition = maker.name === "dell" ? dellWords(event, maker.ipmi15) : supermicroWords(event);
  if (addition === null) return word;
  if (word !== null) return `${word} (${addition})`;
  if (event.sensorType === SUPERMICRO_CONTROLLER) return addition;
  return madeByDell(event) ? `(${addition})` : null;
}

/** Events that have no words but the maker's: sensor types and their offsets. Asked for on Supermicro's boards, too. */
const dellOffsets: Readonly<Record<number, readonly number[]>> = {
  15: [15],
  193: [1, 2, 3],
  194: [0, 2],
  195: [1],
};

function madeByDell({ sensorType, data: [data1] }: SelEvent): boolean {
  return dellOffsets[sensorType]?.includes(data1 & 0x0f) ?? false;
}
