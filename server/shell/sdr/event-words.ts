import { type EventWords, specific } from "./specific-event-words";

/** Generic event types in ipmitool's words, blanks at the end included (IPMI 2.0 table 42-2). */
const generic: Readonly<Record<number, EventWords>> = {
  1: [
    "Lower Non-critical going low ",
    "Lower Non-critical going high",
    "Lower Critical going low ",
    "Lower Critical going high",
    "Lower Non-recoverable going low ",
    "Lower Non-recoverable going high",
    "Upper Non-critical going low ",
    "Upper Non-critical going high",
    "Upper Critical going low ",
    "Upper Critical going high",
    "Upper Non-recoverable going low ",
    "Upper Non-recoverable going high",
  ],
  2: ["Transition to Idle", "Transition to Active", "Transition to Busy"],
  3: ["State Deasserted", "State Asserted"],
  4: ["Predictive Failure Deasserted", "Predictive Failure Asserted"],
  5: ["Limit Not Exceeded", "Limit Exceeded"],
  6: ["Performance Met", "Performance Lags"],
  7: [
    "Transition to OK",
    "Transition to Non-critical from OK",
    "Transition to Critical from less severe",
    "Transition to Non-recoverable from less severe",
    "Transition to Non-critical from more severe",
    "Transition to Critical from Non-recoverable",
    "Transition to Non-recoverable",
    "Monitor",
    "Informational",
  ],
  8: ["Device Absent", "Device Present"],
  9: ["Device Disabled", "Device Enabled"],
  10: [
    "Transition to Running",
    "Transition to In Test",
    "Transition to Power Off",
    "Transition to On Line",
    "Transition to Off Line",
    "Transition to Off Duty",
    "Transition to Degraded",
    "Transition to Power Save",
    "Install Error",
  ],
  11: [
    "Fully Redundant",
    "Redundancy Lost",
    "Redundancy Degraded",
    "Non-Redundant: Sufficient from Redundant",
    "Non-Redundant: Sufficient from Insufficient",
    "Non-Redundant: Insufficient Resources",
    "Redundancy Degraded from Fully Redundant",
    "Redundancy Degraded from Non-Redundant",
  ],
  12: ["D0 Power State", "D1 Power State", "D2 Power State", "D3 Power State"],
};

const progress: readonly string[] = [
  "Unspecified",
  "Memory initialization",
  "Hard-disk initialization",
  "Secondary CPU Initialization",
  "User authentication",
  "User-initiated system setup",
  "USB resource configuration",
  "PCI resource configuration",
  "Option ROM initialization",
  "Video initialization",
  "Cache initialization",
  "SMBus initialization",
  "Keyboard controller initialization",
  "Management controller initialization",
  "Docking station attachment",
  "Enabling docking station",
  "Docking station ejection",
  "Disabling docking station",
  "Calling operating system wake-up vector",
  "System boot initiated",
  "Motherboard initialization",
  "reserved",
  "Floppy initialization",
  "Keyboard test",
  "Pointing device test",
  "Primary CPU initialization",
];

const changes: readonly string[] = [
  "",
  ", Mngmt Ctrl Dev Id",
  ", Mngmt Ctrl Firm Rev",
  ", Mngmt Ctrl Dev Rev",
  ", Mngmt Ctrl Manuf Id",
  ", Mngmt Ctrl IPMI Vers",
  ", Mngmt Ctrl Aux Firm Id",
  ", Mngmt Ctrl Firm Boot Block",
  ", Mngmt Ctrl Other",
  ", BIOS/EFI change",
  ", SMBIOS change",
  ", O/S change",
  ", O/S loader change",
  ", Service Diag change",
  ", Mngmt SW agent change",
  ", Mngmt SW App change",
  ", Mngmt SW Middle",
  ", Prog HW Change (FPGA)",
  ", board/FRU module change",
  ", board/FRU component change",
  ", board/FRU replace equ ver",
  ", board/FRU replace new ver",
  ", board/FRU replace old ver",
  ", board/FRU HW conf change",
];

/** Events whose name depends on event data 2, by sensor type and offset. */
const coded: Readonly<Record<number, Readonly<Record<number, readonly string[]>>>> = {
  8: {
    6: [
      "Config Error: Vendor Mismatch",
      "Config Error: Revision Mismatch",
      "Config Error: Processor Missing",
      "Config Error: Power Supply Rating Mismatch",
      "Config Error: Voltage Rating Mismatch",
    ],
  },
  15: {
    0: [
      "Unspecified",
      "No system memory installed",
      "No usable system memory",
      "Unrecoverable IDE device failure",
      "Unrecoverable system-board failure",
      "Unrecoverable diskette failure",
      "Unrecoverable hard-disk controller failure",
      "Unrecoverable PS/2 or USB keyboard failure",
      "Removable boot media not found",
      "Unrecoverable video controller failure",
      "No video device selected",
      "BIOS corruption detected",
      "CPU voltage mismatch",
      "CPU speed mismatch failure",
    ],
    1: progress,
    2: progress,
  },
  43: {
    1: changes.map((change) => `Firmware or software change detected${change}`),
    7: changes.map((change) => `Firmware or software change success${change}`),
  },
};

const SENSOR_SPECIFIC = 0x6f;
/** Event data 1 says what event data 2 is in these bits (IPMI 2.0 table 29-6). */
const DATA_2_SPECIFIED = 0xc0;

/** States of a sensor by offset; null when ipmitool knows none of such a sensor. */
export function stateWords(sensorType: number, eventType: number): EventWords | null {
  return (eventType === SENSOR_SPECIFIC ? specific[sensorType] : generic[eventType]) ?? null;
}

/** The states that bits name, in order of their offsets. */
export function statesIn(sensorType: number, eventType: number, bits: number): readonly string[] {
  const words = stateWords(sensorType, eventType) ?? [];
  return words.filter((word, offset) => word !== null && (bits & (1 << offset)) !== 0) as readonly string[];
}

/** What happened, in ipmitool's words; null when it has none. `data` are the three bytes of event data. */
export function eventWord(
  sensorType: number,
  eventType: number,
  data: readonly [number, number, number],
): string | null {
  const offset = data[0] & 0x0f;
  if (eventType === SENSOR_SPECIFIC && (data[0] & DATA_2_SPECIFIED) !== 0) {
    const word = coded[sensorType]?.[offset]?.[data[1]];
    if (word !== undefined) return word;
  }
  return stateWords(sensorType, eventType)?.[offset] ?? null;
}
