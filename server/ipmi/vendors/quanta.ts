import { hexByte } from "../records/hex-byte";
import { type DetailRule, detailsBy, type OemEvent } from "./detail-rules";
import { CRITICAL_INTERRUPT, MEMORY, SENSOR_SPECIFIC } from "./event-places";
import { nodeManager, nodeManagerRules } from "./intel/node-manager";
import { hexWord, type OemRecord, type OemRecordMeaning, TIMESTAMPED_BYTES } from "./oem-record";
import { pciAddress } from "./pci-address";
import { defineVendor } from "./vendor";

/** PCI sensors of the S99Q and of the Purley servers. */
const pciSensors = [0x81, 0xa1];
/** The memory sensor of the S99Q, which counts its modules in a way of its own. */
const S99Q_MEMORY_SENSOR = 0x60;

const rules: readonly DetailRule[] = [
  { eventType: SENSOR_SPECIFIC, sensorType: MEMORY, text: memoryModule },
  {
    eventType: SENSOR_SPECIFIC,
    sensorType: CRITICAL_INTERRUPT,
    sensorNumbers: pciSensors,
    offsets: [4, 5, 7, 8, 10],
    text: ({ data2, data3 }) => (data2 === null || data3 === null ? null : pciAddress(data3, data2)),
  },
];

/** Purley servers: processor, channel by letter and module share event data 3. */
function memoryModule({ event, data3 }: OemEvent): string | null {
  if (data3 === null || event.sensorNumber === S99Q_MEMORY_SENSOR) return null;
  const channel = String.fromCharCode(0x41 + ((data3 >> 3) & 0x07));
  return `CPU ${data3 >> 6}, DIMM ${channel}${data3 & 0x07}`;
}

/** Error numbers of PCI Express below 20h were corrected. */
const FIRST_UNCORRECTED = 0x20;

const pcieErrors: Readonly<Record<number, string>> = {
  0: "receiver error",
  1: "bad TLP",
  2: "bad DLLP",
  3: "replay number rollover",
  4: "replay timer timeout",
  5: "advisory non-fatal error",
  6: "corrected internal error",
  7: "header log overflow",
  32: "data link protocol error",
  33: "surprise down",
  34: "poisoned TLP",
  35: "flow control protocol error",
  36: "completion timeout",
  37: "completer abort",
  38: "unexpected completion",
  39: "receiver overflow",
  40: "malformed TLP",
  41: "ECRC error",
  58: "unsupported request",
  59: "ACS violation",
  60: "uncorrectable internal error",
  61: "MC blocked TLP",
  62: "AtomicOp egress blocked",
  63: "TLP prefix blocked",
  80: "non-fatal message from downstream",
  81: "fatal message from downstream",
  82: "fatal message from downstream",
};

/** Extended PCI Express errors: vendor and device of the card, its slot, the error. */
function pcieRecord({ kind, data }: OemRecord): OemRecordMeaning | null {
  if (kind !== "oem-timestamped" || data.length < TIMESTAMPED_BYTES) return null;
  const error = data.readUInt8(5);
  const name = pcieErrors[error] ?? `error ${hexByte(error)}`;
  const device = `${hexWord(data.readUInt16LE(0))}:${hexWord(data.readUInt16LE(2))}`;
  return {
    text: `PCIe ${name}, device ${device}, slot ${data.readUInt8(4)}`,
    severity: error < FIRST_UNCORRECTED ? "warning" : "critical",
  };
}

/** Quanta (QCT), as its own code in ipmitool reads it, and the S99Q as FreeIPMI has it. */
export const quanta = defineVendor({
  name: "Quanta",
  ids: [7244],
  products: { 21401: "S99Q" },
  ...nodeManager,
  eventDetail: detailsBy([...nodeManagerRules, ...rules]),
  oemRecord: pcieRecord,
});
