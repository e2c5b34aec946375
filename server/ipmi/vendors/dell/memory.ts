import { type DetailRule, data2By, type OemEvent } from "../detail-rules";
import { MEMORY, REDUNDANCY, SENSOR_SPECIFIC, SEVERITY } from "../event-places";

const NOT_SAID = 0x0f;
/** High nibble of event data 2 from here on: not a memory card, but how many modules a processor node has. */
const FIRST_NODE_LAYOUT = 0x08;
const modulesPerNode: readonly number[] = [4, 6, 8, 9, 12, 24, 3];

const EVENT_LOGGING = 0x10;
const CRC_SENSOR = 0x1c;

/** Dell's sentences on memory, as FreeIPMI and ipmitool have them from Dell. */
export const dellMemoryRules: readonly DetailRule[] = [
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: MEMORY,
    sensorNumbers: [CRC_SENSOR],
    offsets: [0],
    text: failingLinks,
  },
  { eventType: SENSOR_SPECIFIC, sensorType: MEMORY, text: memoryModules },
  { eventType: SENSOR_SPECIFIC, sensorType: EVENT_LOGGING, offsets: [0], text: memoryModules },
  { eventType: REDUNDANCY, sensorType: MEMORY, offsets: [0, 1], text: memoryModules },
  {
    eventType: REDUNDANCY,
    sensorType: MEMORY,
    offsets: [0],
    text: data2By({ 1: "spare mode", 2: "RAID mode", 4: "mirror mode" }),
  },
  { eventType: SEVERITY, sensorType: MEMORY, offsets: [1, 2], text: memoryModules },
];

/** Event data 2 names card and bank, event data 3 has a bit for each of eight modules. */
function memoryModules({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  const layout = data2 >> 4;
  const bank = data2 & 0x0f;
  const first = bank === NOT_SAID ? 0 : bank * 8;
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => data3 & (1 << bit)).map((bit) => first + bit);
  if (numbers.length === 0) return null;
  const perNode = layout === NOT_SAID ? undefined : modulesPerNode[layout - FIRST_NODE_LAYOUT];
  if (perNode !== undefined) return numbers.map((number) => nodeModule(number, perNode)).join(", ");
  const card = layout === NOT_SAID ? "" : `card ${letter(layout)} `;
  return numbers.map((number) => `${card}DIMM ${number + 1}`).join(", ");
}

function nodeModule(number: number, perNode: number): string {
  return `DIMM ${letter(Math.floor(number / perNode))}${(number % perNode) + 1}`;
}

function letter(index: number): string {
  return String.fromCharCode(0x41 + index);
}

const links = ["southbound memory", "southbound configuration", "northbound memory", "northbound corrected"];
const NO_CHANNEL = 0xff;

/** Checksum errors between chipset and modules: the links as bits, the channel. */
function failingLinks({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  const failing = links.filter((_, bit) => data2 & (1 << bit));
  const channel = data3 === NO_CHANNEL ? [] : [`channel ${data3}`];
  return ["CRC error", ...failing, ...channel].join(", ");
}
