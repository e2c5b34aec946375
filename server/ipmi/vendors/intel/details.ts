import { hexByte } from "../../records/hex-byte";
import { type DetailRule, data2By, type OemEvent } from "../detail-rules";
import {
  CRITICAL_INTERRUPT,
  DIGITAL_STATE,
  FIRMWARE_PROGRESS,
  MEMORY,
  POWER_SUPPLY,
  PROCESSOR,
  REDUNDANCY,
  SENSOR_SPECIFIC,
} from "../event-places";
import { pciAddress } from "../pci-address";
import {
  PCIE_CORRECTABLE,
  PCIE_FATAL,
  PCIE_FATAL_2,
  QPI_CORRECTABLE,
  QPI_FATAL,
  QPI_FATAL_2,
} from "./states";

const CATASTROPHIC_ERROR_SENSOR = 0x80;

const catastrophicErrors: Readonly<Record<number, string>> = {
  1: "CATERR",
  2: "CPU core error",
  3: "MSID mismatch",
};

const powerSupplyFailures: Readonly<Record<number, string>> = {
  1: "output voltage",
  2: "output power",
  3: "output over-current",
  4: "over-temperature",
  5: "fan",
};

const powerSupplyWarnings: Readonly<Record<number, string>> = {
  ...powerSupplyFailures,
  6: "input under-voltage",
  7: "input over-current",
  8: "input over-power",
};

const powerSupplyConfiguration: Readonly<Record<number, string>> = {
  1: "PMBus device cannot be read",
  2: "PMBus revision not supported",
  3: "PMBus revision cannot be read",
  4: "incompatible with another supply",
  5: "supply's firmware degraded",
};

/**
 * What Intel's own event data says (System Event Log Troubleshooting Guides for S5500 and for E5-2600 boards; FreeIPMI).
 * Memory channels are counted, for how they are lettered differs between boards.
 */
export const intelDetailRules: readonly DetailRule[] = [
  { eventType: SENSOR_SPECIFIC, sensorType: CRITICAL_INTERRUPT, offsets: [4, 5], text: address },
  { eventType: PCIE_FATAL, sensorType: CRITICAL_INTERRUPT, text: address },
  { eventType: PCIE_FATAL_2, sensorType: CRITICAL_INTERRUPT, text: address },
  { eventType: PCIE_CORRECTABLE, sensorType: CRITICAL_INTERRUPT, text: address },
  { eventType: QPI_CORRECTABLE, sensorType: CRITICAL_INTERRUPT, text: processor },
  { eventType: QPI_FATAL, sensorType: CRITICAL_INTERRUPT, text: processor },
  { eventType: QPI_FATAL_2, sensorType: CRITICAL_INTERRUPT, text: processor },
  { eventType: SENSOR_SPECIFIC, sensorType: MEMORY, offsets: [0, 1], text: memoryModule },
  { eventType: SENSOR_SPECIFIC, sensorType: MEMORY, offsets: [2], text: parityError },
  { eventType: REDUNDANCY, sensorType: MEMORY, offsets: [0, 2], text: memoryModule },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: POWER_SUPPLY,
    offsets: [1],
    text: data2By(powerSupplyFailures),
  },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: POWER_SUPPLY,
    offsets: [2],
    text: data2By(powerSupplyWarnings),
  },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: POWER_SUPPLY,
    offsets: [6],
    text: data2By(powerSupplyConfiguration),
  },
  {
    eventType: DIGITAL_STATE,
    sensorType: PROCESSOR,
    sensorNumbers: [CATASTROPHIC_ERROR_SENSOR],
    offsets: [1],
    text: catastrophic,
  },
  { eventType: SENSOR_SPECIFIC, sensorType: FIRMWARE_PROGRESS, offsets: [0], text: postCode },
];

function address({ data2, data3 }: OemEvent): string | null {
  return data2 === null || data3 === null ? null : pciAddress(data2, data3);
}

function processor({ data2 }: OemEvent): string | null {
  return data2 === null || data2 > 3 ? null : `CPU ${data2 + 1}`;
}

/** Event data 3 has a bit for each CPU it may have been; several when the BMC could not tell. */
function catastrophic({ data2, data3 }: OemEvent): string | null {
  const what = data2 === null ? undefined : catastrophicErrors[data2];
  if (what === undefined) return null;
  const cpus = [1, 2, 3, 4].filter((cpu) => data3 !== null && data3 & (1 << (cpu - 1)));
  return [what, ...cpus.map((cpu) => `CPU ${cpu}`)].join(", ");
}

/** Event data 3: socket, channel of the socket and module of the channel; event data 2: the module's rank. */
function memoryModule({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  return `${socket(data3)}, ${channel(data3)}, ${slot(data3)}, rank ${data2 & 0x03}`;
}

/** Two bits of event data 2 say whether channel and module are known. */
function parityError({ data2, data3 }: OemEvent): string | null {
  if (data2 === null || data3 === null) return null;
  const kind = (data2 & 0x07) === 2 ? ["address parity error"] : [];
  const known = [...(data2 & 0x10 ? [channel(data3)] : []), ...(data2 & 0x08 ? [slot(data3)] : [])];
  return [...kind, socket(data3), ...known].join(", ");
}

function socket(location: number): string {
  return `CPU ${(location >> 5) + 1}`;
}

function channel(location: number): string {
  return `channel ${((location >> 3) & 0x03) + 1}`;
}

function slot(location: number): string {
  return `DIMM ${(location & 0x07) + 1}`;
}

function postCode({ data2, data3 }: OemEvent): string | null {
  return data2 === null || data3 === null
    ? null
    : `POST error code ${hexByte(data3).slice(0, 2)}${hexByte(data2)}`;
}
