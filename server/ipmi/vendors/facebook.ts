import { hexByte } from "../records/hex-byte";
import type { Severity } from "../records/severity";
import { hexWord, type OemRecord, type OemRecordMeaning, TIMESTAMPED_BYTES } from "./oem-record";
import { pciAddress } from "./pci-address";
import { defineVendor } from "./vendor";

const PCIE_DEVICE = 0xc0;
const MACHINE_CHECK = 0xc2;
const DRAM = 0xc3;
const UNIFIED = 0xfb;
const UNIFIED_BYTES = 13;

/**
 * Facebook's servers with OpenBMC: OEM records as its public sources for BMCs (fb-ipmi-oem) read them, sensor types from
 * those for its cards (OpenBIC).
 */
export const facebook = defineVendor({
  name: "Facebook",
  ids: [40981],
  sensorTypes: {
    198: "CPU/DIMM VR Hot",
    199: "CPU/DIMM Hot",
    200: "PSB Error",
    201: "System Status",
    202: "System Boot Status",
    203: "Voltage Regulator",
    204: "HDT",
    205: "CPU Thermal Status",
  },
  oemRecord,
});

function oemRecord({ kind, recordType, data }: OemRecord): OemRecordMeaning | null {
  if (kind === "oem-timestamped")
    return data.length < TIMESTAMPED_BYTES ? null : timestamped(recordType, data);
  return recordType === UNIFIED && data.length >= UNIFIED_BYTES ? unified(data) : null;
}

function timestamped(recordType: number, data: Buffer): OemRecordMeaning | null {
  switch (recordType) {
    case PCIE_DEVICE: {
      const device = `${hexWord(data.readUInt16LE(0))}:${hexWord(data.readUInt16LE(2))}`;
      const place = `slot ${data.readUInt8(4)}, error ${hexByte(data.readUInt8(5))}`;
      return { text: `PCIe error of device ${device}, ${place}`, severity: "warning" };
    }
    case MACHINE_CHECK: {
      const codes = `MSCOD ${hexWord(data.readUInt16LE(2))}, MCACOD ${hexWord(data.readUInt16LE(4))}`;
      return { text: `Machine check, ${codes}`, severity: "critical" };
    }
    case DRAM: {
      const bankColumn = data.readUInt16BE(1);
      const cell = `bank ${bankColumn >> 12}, column ${bankColumn & 0x0fff}, row ${data.readUIntBE(3, 3)}`;
      return { text: `Memory error, device ${data.readUInt8(0)}, ${cell}`, severity: "warning" };
    }
    default:
      return null;
  }
}

interface UnifiedEvent {
  severity(data: Buffer): Severity;
  text(data: Buffer): string;
}

const memoryErrors = [
  "training failure",
  "correctable error",
  "uncorrectable error",
  "correctable error found by patrol scrub",
  "uncorrectable error found by patrol scrub",
  "parity error, recovered",
  "parity error, processor context corrupt",
  "PMIC error",
];

const correctedMemoryErrors = [1, 3, 5];

const postEvents = [
  "PXE boot failed",
  "CMOS or NVRAM configuration cleared",
  "TPM self-test failed",
  "boot drive failed",
  "data drive failed",
  "invalid boot order request from the BMC",
  "HTTP boot failed",
  "no certificate from the BMC",
  "password cleared by jumper",
];

const pcieEvents = [
  "DPC",
  "LER",
  "link retraining and recovery",
  "link CRC check and retry",
  "corrupt data containment",
  "ECRC",
];

/** By the lower four bits of the first byte. */
const unifiedEvents: Readonly<Record<number, UnifiedEvent>> = {
  0: {
    severity: () => "warning",
    text: (data) =>
      `PCIe error, ${pciAddress(data.readUInt8(8), data.readUInt8(7))}, error ${hexByte(data.readUInt8(12))}`,
  },
  1: {
    severity: (data) => (correctedMemoryErrors.includes(data.readUInt8(9) & 0x0f) ? "warning" : "critical"),
    text: (data) => `Memory ${named(memoryErrors, data.readUInt8(9))}, ${memoryPlace(data)}`,
  },
  8: { severity: () => "warning", text: (data) => `POST: ${named(postEvents, data.readUInt8(5))}` },
  9: { severity: () => "warning", text: (data) => `PCIe event: ${named(pcieEvents, data.readUInt8(5))}` },
  12: {
    severity: () => "critical",
    text: (data) =>
      `Boot Guard failure, class ${hexByte(data.readUInt8(9))}, code ${hexByte(data.readUInt8(10))}`,
  },
};

function unified(data: Buffer): OemRecordMeaning | null {
  const event = unifiedEvents[data.readUInt8(0) & 0x0f];
  return event === undefined ? null : { text: event.text(data), severity: event.severity(data) };
}

function named(names: readonly string[], byte: number): string {
  return names[byte & 0x0f] ?? `event ${hexByte(byte & 0x0f)}`;
}

const NOWHERE = 0xff;

function memoryPlace(data: Buffer): string {
  const socket = data.readUInt8(5);
  const place = `sled ${(socket >> 4) & 0x03}, socket ${socket & 0x0f}`;
  const [channel, slot] = [data.readUInt8(6), data.readUInt8(7)];
  if (channel === NOWHERE && slot === NOWHERE) return place;
  return `${place}, channel ${channel & 0x0f}, slot ${slot & 0x0f}`;
}
