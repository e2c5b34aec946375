import { hexByte } from "../../records/hex-byte";
import { SensorType } from "../../records/sensor-types";
import { type DetailRule, data2By, type OemEvent } from "../detail-rules";
import {
  CRITICAL_INTERRUPT,
  FIRMWARE_PROGRESS,
  POWER_SUPPLY,
  PROCESSOR,
  SENSOR_SPECIFIC,
  SEVERITY,
  VERSION_CHANGE,
} from "../event-places";
import { pciAddress } from "../pci-address";
import { dellMemoryRules } from "./memory";

export const LINK_TUNING = 0xc1;
export const NON_FATAL_IO = 0xc2;
export const FATAL_IO = 0xc3;
/** Event type of the chipset's error registers. */
export const DIAGNOSTIC_DATA = 0x7e;

const OS_STOP = 0x20;
const NON_RECOVERABLE = 6;
const CPU_PROTOCOL_SENSOR = 0x0a;
const CHIPSET_SENSOR = 0x19;
const QPI_SENSOR = 0x29;
const RATING_MISMATCH = 3;

const powerSupplyFailures: Readonly<Record<number, string>> = {
  1: "no communication",
  2: "over-temperature warning",
  3: "over-temperature",
  4: "under-voltage",
  5: "over-voltage",
  6: "over-current",
  7: "fan failure",
};

const postErrors: Readonly<Record<number, string>> = {
  128: "no memory detected",
  129: "memory cannot be configured",
  130: "memory configured but not usable",
  131: "BIOS shadow failure",
  132: "CMOS failure",
  133: "DMA controller failure",
  134: "interrupt controller failure",
  135: "timer refresh failure",
  136: "programmable interval timer error",
  137: "parity error",
  138: "SIO failure",
  139: "keyboard controller failure",
  140: "SMI initialization failure",
  192: "shutdown test failure",
  193: "memory test failure",
  194: "RAC configuration failure",
  195: "CPU configuration failure",
  196: "incorrect memory configuration",
  254: "general failure after video",
};

const trustedExecutionErrors: Readonly<Record<number, string>> = {
  1: "BIOS",
  2: "processor or FIT",
  3: "BIOS ACM",
  4: "SINIT ACM",
};

/**
 * What Dell's own event data says: FreeIPMI's interpretation of the PowerEdge R610, R710 and R720, which came from
 * Dell's specification and engineers, and that of ipmitool, written by Dell.
 */
export const dellDetailRules: readonly DetailRule[] = [
  ...dellMemoryRules,
  { eventType: SENSOR_SPECIFIC, sensorType: PROCESSOR, offsets: [0], text: processor },
  {
    eventType: SEVERITY,
    sensorType: PROCESSOR,
    sensorNumbers: [CPU_PROTOCOL_SENSOR],
    offsets: [NON_RECOVERABLE],
    text: ({ data2 }) => numbered("front-side bus", data2),
  },
  { eventType: SEVERITY, sensorType: PROCESSOR, offsets: [NON_RECOVERABLE], text: processor },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: SensorType.PhysicalSecurity,
    text: data2By({ 1: "while the system was on", 2: "while the system was off" }),
  },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: POWER_SUPPLY,
    offsets: [1],
    text: data2By(powerSupplyFailures),
  },
  { eventType: SENSOR_SPECIFIC, sensorType: POWER_SUPPLY, offsets: [6], text: ratingMismatch },
  { eventType: SENSOR_SPECIFIC, sensorType: FIRMWARE_PROGRESS, offsets: [15], text: data2By(postErrors) },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: CRITICAL_INTERRUPT,
    sensorNumbers: [CHIPSET_SENSOR],
    offsets: [4],
    text: busAddress,
  },
  { eventType: SENSOR_SPECIFIC, sensorType: CRITICAL_INTERRUPT, offsets: [4, 5, 10], text: slotOrAddress },
  { eventType: SENSOR_SPECIFIC, sensorType: NON_FATAL_IO, offsets: [0], text: slotOrAddress },
  { eventType: SENSOR_SPECIFIC, sensorType: FATAL_IO, offsets: [1], text: slotOrAddress },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: NON_FATAL_IO,
    sensorNumbers: [QPI_SENSOR],
    offsets: [2],
    text: processorLink,
  },
  { eventType: SENSOR_SPECIFIC, sensorType: LINK_TUNING, offsets: [1], text: busAddress },
  { eventType: SENSOR_SPECIFIC, sensorType: LINK_TUNING, offsets: [2], text: mezzanine },
  { eventType: SENSOR_SPECIFIC, sensorType: VERSION_CHANGE, offsets: [2], text: incompatible },
  { eventType: SENSOR_SPECIFIC, sensorType: OS_STOP, offsets: [0], text: trustedExecution },
  { eventType: DIAGNOSTIC_DATA, sensorType: LINK_TUNING, text: register },
];

function processor({ data2, data3 }: OemEvent): string | null {
  const cpu = numbered("CPU", data2);
  return cpu === null || data3 === null ? cpu : `${cpu}, APIC ID ${data3}`;
}

/** The lowest bit that is set says which, from 1 on. */
function numbered(what: string, bits: number | null): string | null {
  return bits === null || bits === 0 ? null : `${what} ${32 - Math.clz32(bits & -bits)}`;
}

/** Twelve bits of watts, the lower four beside the kind of error. */
function ratingMismatch({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null || (data3 & 0x0f) !== RATING_MISMATCH) return null;
  return `rating mismatch, supply of ${(data2 << 4) + (data3 >> 4)} W`;
}

function busAddress({ data2, data3 }: OemEvent): string | null {
  return data2 === null || data3 === null ? null : pciAddress(data3, data2);
}

/** Event data 3 with its highest bit is a slot. Both bytes FFh: nothing is known. */
function slotOrAddress({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null || (data2 === 0xff && data3 === 0xff)) return null;
  return data3 & 0x80 ? `slot ${data3 & 0x7f}` : pciAddress(data3, data2);
}

/** Two bits each: link and agent of the partner, link and agent of who reports; then what kind of agents they are. */
function processorLink({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  const agent = (isHub: number, bits: number) =>
    `${isHub ? "I/O hub" : "CPU"} ${bits & 0x03} link ${(bits >> 2) & 0x03}`;
  const width = data3 >> 2 === 0 ? "link width degraded, " : "";
  return `${width}reported by ${agent(data3 & 0x01, data2)}, partner ${agent(data3 & 0x02, data2 >> 4)}`;
}

const positionsPerNode: readonly number[] = [1, 2, 4];

/** A blade's mezzanine card: odd slots are B, even ones C; in taller blades with a position. */
function mezzanine({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  if ((data3 & 0x80) === 0) return "embedded device";
  const perNode = positionsPerNode[data2 >> 6];
  const slot = data3 & 0x7f;
  if (perNode === undefined || slot === 0) return null;
  const position = perNode === 1 ? "" : Math.floor((slot - 1) / perNode) + 1;
  return `mezzanine ${slot % 2 ? "B" : "C"}${position}`;
}

const CONTROLLER_FIRMWARE = 2;

function incompatible({ data2, data3 }: OemEvent): string | null {
  if (data2 !== CONTROLLER_FIRMWARE) return null;
  if (data3 === 0) return "between BMC firmware and other hardware";
  return data3 === 1 ? "between BMC firmware and CPU" : null;
}

function trustedExecution({ data2, data3 }: OemEvent): string | null {
  const origin = data3 === null ? undefined : trustedExecutionErrors[data3];
  return origin === undefined || data2 === null ? null : `TXT error of ${origin}, code ${hexByte(data2)}`;
}

/** A register of the chipset: its offset's upper four bits are where others have the event's offset. */
function register({ event, offset }: OemEvent): string {
  const [, data2, data3] = event.data;
  const address = ((offset << 8) | data2).toString(16).toUpperCase();
  return `register ${address}h has ${hexByte(data3)}`;
}
