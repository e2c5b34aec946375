/** Sensor types in ipmitool's words, by code (IPMI 2.0 table 42-3). */
const words: readonly string[] = [
  "reserved",
  "Temperature",
  "Voltage",
  "Current",
  "Fan",
  "Physical Security",
  "Platform Security",
  "Processor",
  "Power Supply",
  "Power Unit",
  "Cooling Device",
  "Other",
  "Memory",
  "Drive Slot / Bay",
  "POST Memory Resize",
  "System Firmwares",
  "Event Logging Disabled",
  "Watchdog1",
  "System Event",
  "Critical Interrupt",
  "Button",
  "Module / Board",
  "Microcontroller",
  "Add-in Card",
  "Chassis",
  "Chip Set",
  "Other FRU",
  "Cable / Interconnect",
  "Terminator",
  "System Boot Initiated",
  "Boot Error",
  "OS Boot",
  "OS Critical Stop",
  "Slot / Connector",
  "System ACPI Power State",
  "Watchdog2",
  "Platform Alert",
  "Entity Presence",
  "Monitor ASIC",
  "LAN",
  "Management Subsys Health",
  "Battery",
  "Session Audit",
  "Version Change",
  "FRU State",
];

export function sensorTypeWord(type: number): string {
  return words[type] ?? "Unknown";
}

/** The type of that name, in any case; null when there is none. */
export function sensorTypeNamed(name: string): number | null {
  const index = words.findIndex((word, type) => type > 0 && word.toLowerCase() === name.toLowerCase());
  return index < 0 ? null : index;
}

/** What `sdr type` prints: all types in two columns. */
export function sensorTypeTable(): string {
  const rows: string[] = ["Sensor Types:"];
  for (let type = 1; type < words.length; type += 2) {
    rows.push(`\t${cell(type)}   ${cell(type + 1)}`);
  }
  return `${rows.join("\n")}\n`;
}

function cell(type: number): string {
  return `${(words[type] ?? "").padEnd(25)} (0x${type.toString(16).padStart(2, "0")})`;
}
