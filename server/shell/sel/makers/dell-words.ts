import { hexByte } from "../../sdr/sensor-text";
import type { SelEvent } from "../sel-event";
import { dataSaid } from "./data-said";
import { dellMemoryWords } from "./dell-memory-words";

const PROCESSOR = 0x07;
const MEMORY = 0x0c;
const FIRMWARE_PROGRESS = 0x0f;
const EVENT_LOGGING = 0x10;
const CRITICAL_INTERRUPT = 0x13;
const OS_STOP = 0x20;
const WATCHDOG = 0x23;
const VERSION_CHANGE = 0x2b;
const LINK_TUNING = 0xc1;
const NON_FATAL_IO = 0xc2;
const FATAL_IO = 0xc3;

const FRONT_SIDE_BUS_SENSOR = 0x0a;
const QPI_SENSOR = 0x29;
const VIRTUAL_MAC_SENSOR = 0x25;
const WATCHDOG_SENSOR = 0x23;
const WATCHDOG_EXPIRED = 0xc1;

/** Null: ipmitool adds nothing. The empty text it adds in parentheses. */
export function dellWords(event: SelEvent, ipmi15: boolean): string | null {
  const [data1] = event.data;
  const oem = data1 >> 6 === 2 || ((data1 >> 4) & 0x03) === 2;
  if (!oem && !(data1 === WATCHDOG_EXPIRED && event.sensorNumber === WATCHDOG_SENSOR)) return null;
  switch (event.sensorType) {
    case PROCESSOR:
      return processorWords(event);
    case MEMORY:
    case EVENT_LOGGING:
      return dellMemoryWords(event, ipmi15);
    case OS_STOP:
      return trustedExecutionWords(event);
    case WATCHDOG:
      return watchdogWords(event);
    case VERSION_CHANGE:
      return versionWords(event);
    case LINK_TUNING:
      return linkTuningWords(event);
    case CRITICAL_INTERRUPT:
    case NON_FATAL_IO:
    case FATAL_IO:
      return event.sensorNumber === QPI_SENSOR ? linkWords(event) : busWords(event);
    case FIRMWARE_PROGRESS:
      return postWords(event);
    default:
      return "";
  }
}

const processorErrors: Readonly<Record<number, string>> = {
  0: "CPU Internal Err | ",
  6: "CPU Protocol Err | ",
};

/** The lowest bit says which processor or bus it is, from 1 on. */
function processorWords({ data: [data1, data2, data3], sensorNumber }: SelEvent): string {
  if (data1 >> 6 !== 2) return "";
  const offset = data1 & 0x0f;
  if (data2 === 0) return processorErrors[offset] ?? "";
  const number = 32 - Math.clz32(data2 & -data2);
  if (offset === 6 && sensorNumber === FRONT_SIDE_BUS_SENSOR) return `FSB ${number} `;
  return `CPU ${number} | APIC ID ${data3} `;
}

const trustedExecutionErrors: Readonly<Record<number, string>> = {
  1: "BIOS TXT Error",
  2: "Processor/FIT TXT",
  3: "BIOS ACM TXT Error",
  4: "SINIT ACM TXT Error",
  255: "Unrecognized TT Error12",
};

function trustedExecutionWords({ data: [data1, , data3] }: SelEvent): string {
  if ((data1 & 0x0f) !== 0 || !dataSaid(data1).both) return "";
  return trustedExecutionErrors[data3] ?? "";
}

function watchdogWords({ data: [data1, data2] }: SelEvent): string {
  if (data1 !== WATCHDOG_EXPIRED || data2 !== 4) return "";
  return "Hard Reset|Interrupt type None,SMS/OS Timer used at expiration";
}

function versionWords({ data: [data1, data2, data3] }: SelEvent): string {
  if ((data1 & 0x0f) !== 2 || !dataSaid(data1).both || data2 !== 2) return "";
  const others = ["other hardware", "CPU"][data3];
  return others === undefined ? "" : `between BMC/iDRAC Firmware and ${others}`;
}

function linkTuningWords({ data: [data1, data2, data3], sensorNumber }: SelEvent): string {
  if (sensorNumber !== VIRTUAL_MAC_SENSOR) return "";
  switch (data1 & 0x0f) {
    case 1: {
      const place = dataSaid(data1).both ? ` at ${busPlace(data2, data3)}` : "";
      return `Failed to program Virtual Mac Address${place}`;
    }
    case 2:
      return "Device option ROM failed to support link tuning or flex address";
    case 3:
      return "Failed to get link tuning or flex address data from BMC/iDRAC";
    default:
      return "";
  }
}

function busPlace(data2: number, data3: number): string {
  return `bus:${hexByte(data3 & 0x7f)} device:${hexByte(data2 >> 3)} function:${data2 & 0x07}`;
}

/** The bits of the link's ends are printed where they stand, not as numbers from 0 to 3. */
function linkWords({ data: [data1, data2, data3] }: SelEvent): string {
  if ((data1 & 0x0f) !== 2 || !dataSaid(data1).both) return "";
  const ends =
    `Partner-(LinkId:${data2 & 0xc0},AgentId:${data2 & 0x30})|` +
    `ReportingAgent(LinkId:${data2 & 0x0c},AgentId:${data2 & 0x03})|`;
  const width = (data3 & 0xfc) === 0 ? "LinkWidthDegraded|" : "";
  const partner = data3 & 0x02 ? "PA_Type:IOH|" : "PA-Type:CPU|";
  return `${ends}${width}${partner}RA-Type:${data3 & 0x01 ? "IOH" : "CPU"}`;
}

const busErrors: Readonly<Record<number, string>> = {
  0: "PCIe Error |",
  1: "I/O Error |",
  4: "PCI PERR |",
  5: "PCI SERR |",
};

function busWords({ data: [data1, data2, data3] }: SelEvent): string {
  const offset = data1 & 0x0f;
  if (offset === 2) return "IO channel Check NMI";
  const place = data3 & 0x80 ? `Slot ${data3 & 0x7f}` : `PCI ${busPlace(data2, data3)}`;
  return `${busErrors[offset] ?? " "}${place}`;
}

const postErrors: Readonly<Record<number, string>> = {
  128: "No memory is detected.",
  129: "Memory is detected but is not configurable.",
  130: "Memory is configured but not usable.",
  131: "System BIOS shadow failed.",
  132: "CMOS failed.",
  133: "DMA controller failed.",
  134: "Interrupt controller failed.",
  135: "Timer refresh failed.",
  136: "Programmable interval timer error.",
  137: "Parity error.",
  138: "SIO failed.",
  139: "Keyboard controller failed.",
  140: "System management interrupt initialization failed.",
  141: "TXT-SX Error.",
  192: "Shutdown test failed.",
  193: "BIOS POST memory test failed.",
  194: "RAC configuration failed.",
  195: "CPU configuration failed.",
  196: "Incorrect memory configuration.",
  254: "General failure after video.",
};

function postWords({ data: [data1, data2] }: SelEvent): string {
  return (data1 & 0x0f) === 0x0f && dataSaid(data1).byte2 ? (postErrors[data2] ?? "") : "";
}
