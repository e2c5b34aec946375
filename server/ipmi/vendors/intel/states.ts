import { critical, fine, type StateTable, warning } from "../../records/states/state";
import { CRITICAL_INTERRUPT, FIRMWARE_PROGRESS, VERSION_CHANGE } from "../event-places";

export const CRASH_DUMP = 0xd1;

/** Event types of server boards from the S2600 family on. */
export const PCIE_FATAL = 0x70;
export const PCIE_CORRECTABLE = 0x71;
export const PCIE_FATAL_2 = 0x76;
export const QPI_CORRECTABLE = 0x72;
export const QPI_FATAL = 0x73;
export const QPI_FATAL_2 = 0x74;
const QPI_WIDTH = 0x77;
/** The same code as PCIe's: which is meant, the sensor type says. */
const STATUS = 0x70;

const OFFSETS = 16;

const pcieFatal = [
  "data link layer protocol error",
  "surprise link down",
  "completer abort",
  "unsupported request",
  "poisoned TLP",
  "flow control protocol error",
  "completion timeout",
  "receiver buffer overflow",
  "ACS violation",
  "malformed TLP",
  "ECRC error",
  "fatal message from downstream",
  "unexpected completion",
  "non-fatal message from downstream",
  "uncorrectable internal error",
  "MC blocked TLP",
].map((text) => critical(`PCIe ${text}`));

const pcieFatal2: StateTable = [
  critical("PCIe atomic egress blocked"),
  critical("PCIe TLP prefix blocked"),
  ...new Array(OFFSETS - 3).fill(null),
  critical("PCIe fatal error, not reported by AER"),
];

const pcieCorrectable = [
  "receiver error",
  "bad DLLP",
  "bad TLP",
  "replay number rollover",
  "replay timer timeout",
  "advisory non-fatal error",
  "link bandwidth changed",
  "corrected internal error",
  "header log overflow",
].map((text) => warning(`PCIe ${text}`));

const qpiFatal = [
  "link layer uncorrectable ECC error",
  "poisoned packet received",
  "link width degraded at initialization",
  "drift buffer alarm",
  "latency buffer rollover",
  "initialization failed",
  "link layer control error",
  "parity error in link or physical layer",
  "protocol timeout",
  "protocol failed response",
  "illegal packet field",
  "protocol table overflow or underflow",
  "viral error",
  "protocol parity error",
  "routing table error",
].map((text) => critical(`QPI ${text}`));

const qpiFatal2 = [
  "illegal inbound request",
  "IIO write cache uncorrectable ECC error",
  "IIO CSR access across 32 bits",
  "IIO redirected interrupt inbound",
  "IIO illegal or non-existent address",
  "IIO write cache coherency violation",
].map((text) => critical(`QPI ${text}`));

/**
 * States of Intel's own event types, from the System Event Log Troubleshooting Guides of its boards and FreeIPMI. They are
 * those of the S2600 family and later; the older S5500 boards number some PCIe errors otherwise, and their event type 73h
 * is of QPI errors that were survived.
 */
export const intelStates = [
  { eventType: PCIE_FATAL, sensorType: CRITICAL_INTERRUPT, table: pcieFatal },
  { eventType: PCIE_FATAL_2, sensorType: CRITICAL_INTERRUPT, table: pcieFatal2 },
  { eventType: PCIE_CORRECTABLE, sensorType: CRITICAL_INTERRUPT, table: pcieCorrectable },
  {
    eventType: QPI_CORRECTABLE,
    sensorType: CRITICAL_INTERRUPT,
    table: new Array(OFFSETS).fill(warning("QPI correctable error")),
  },
  { eventType: QPI_FATAL, sensorType: CRITICAL_INTERRUPT, table: qpiFatal },
  { eventType: QPI_FATAL_2, sensorType: CRITICAL_INTERRUPT, table: qpiFatal2 },
  {
    eventType: QPI_WIDTH,
    sensorType: CRITICAL_INTERRUPT,
    table: [null, warning("QPI link at half width"), warning("QPI link at quarter width")],
  },
  {
    eventType: STATUS,
    sensorType: VERSION_CHANGE,
    table: [
      fine("firmware update started"),
      fine("firmware update completed"),
      critical("firmware update failed"),
    ],
  },
  { eventType: STATUS, sensorType: FIRMWARE_PROGRESS, table: [null, warning("BIOS recovery")] },
  { eventType: STATUS, sensorType: CRASH_DUMP, table: [null, warning("dump failed")] },
] as const;
