import type { SelEvent } from "../sel-event";
import { dataSaid } from "./data-said";

const MEMORY = 0x0c;
const CRC_SENSOR = 0x1c;
const ALL_LOGGING = 3;
const NOT_SAID = 0x0f;
const NO_CHANNEL = 0xff;

const links = ["South Bound Memory", "South Bound Config", "North Bound memory", "North Bound memory-corr"];
/** High nibble of event data 2 from here on: how many modules a processor has; below: a memory card. */
const FIRST_LAYOUT = 8;
const modulesPerProcessor: readonly number[] = [4, 6, 8, 9, 12, 24, 3];

/** What ipmitool says of memory and of the logging of memory errors on Dell's boards. */
export function dellMemoryWords(event: SelEvent, ipmi15: boolean): string {
  const [data1, data2, data3] = event.data;
  const said = dataSaid(data1);
  const error = errorWords(event);
  if (event.sensorType === MEMORY && event.sensorNumber === CRC_SENSOR && (data1 & 0x0f) === 0 && said.any) {
    return said.both ? crcWords(data2, data3) : "";
  }
  const card = said.byte2 ? cardWords(data2, ipmi15) : "";
  return `${error}${card}${said.byte3 ? moduleWords(event, ipmi15) : ""}`;
}

function errorWords({ sensorType, data: [data1] }: SelEvent): string {
  const offset = data1 & 0x0f;
  if (!dataSaid(data1).any) {
    return sensorType !== MEMORY && offset === ALL_LOGGING ? "All Even Logging Disabled" : "";
  }
  if (sensorType !== MEMORY) return offset === 0 ? "Corr Memory Log Disabled | " : "";
  return ["Correctable ECC | ", "UnCorrectable ECC | "][offset] ?? "";
}

function crcWords(data2: number, data3: number): string {
  const failing = links.filter((_, bit) => data2 & (1 << bit)).join(",");
  return `CRC Error on:${failing}${data3 === NO_CHANNEL ? "" : `|Failing_Channel:${data3}`}`;
}

function cardWords(data2: number, ipmi15: boolean): string {
  const card = data2 >> 4;
  const bank = data2 & 0x0f;
  const bankWords = ipmi15 && bank !== NOT_SAID ? `Bank ${bank + 1}` : "";
  return `${card < FIRST_LAYOUT ? `Card ${letter(card)}` : ""}${bankWords}`;
}

/** Event data 3 has a bit for each of eight modules, which begin where event data 2 says. */
function moduleWords({ data: [data1, data2, data3] }: SelEvent, ipmi15: boolean): string {
  if (ipmi15) return `DIMM ${letter(data3)}`;
  const bank = data2 & 0x0f;
  const first = dataSaid(data1).byte2 && bank !== NOT_SAID ? bank * 8 : 0;
  const perProcessor = modulesPerProcessor[(data2 >> 4) - FIRST_LAYOUT];
  return [0, 1, 2, 3, 4, 5, 6, 7]
    .filter((bit) => data3 & (1 << bit))
    .map((bit) => ` DIMM${moduleName(first + bit, perProcessor)}`)
    .join(",");
}

function moduleName(number: number, perProcessor: number | undefined): string {
  if (perProcessor === undefined) return `${number + 1}`;
  return `${letter(Math.floor(number / perProcessor))}${(number % perProcessor) + 1}`;
}

function letter(index: number): string {
  return String.fromCharCode((0x41 + index) & 0xff);
}
