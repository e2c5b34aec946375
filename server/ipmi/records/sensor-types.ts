/** Sensor types (IPMI 2.0 table 42-3) in the specification's words. */
const names: readonly string[] = [
  "Reserved",
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
  "Other Units-based Sensor",
  "Memory",
  "Drive Slot",
  "POST Memory Resize",
  "System Firmware Progress",
  "Event Logging Disabled",
  "Watchdog 1",
  "System Event",
  "Critical Interrupt",
  "Button / Switch",
  "Module / Board",
  "Microcontroller / Coprocessor",
  "Add-in Card",
  "Chassis",
  "Chip Set",
  "Other FRU",
  "Cable / Interconnect",
  "Terminator",
  "System Boot / Restart Initiated",
  "Boot Error",
  "OS Boot",
  "OS Stop / Shutdown",
  "Slot / Connector",
  "System ACPI Power State",
  "Watchdog 2",
  "Platform Alert",
  "Entity Presence",
  "Monitor ASIC / IC",
  "LAN",
  "Management Subsystem Health",
  "Battery",
  "Session Audit",
  "Version Change",
  "FRU State",
];

const FIRST_OEM_TYPE = 0xc0;

/** A sensor type in words. */
export function sensorTypeName(type: number): string {
  return names[type] ?? (type >= FIRST_OEM_TYPE ? "OEM" : "Reserved");
}

/** Codes the engine itself branches on. */
export const SensorType = {
  PhysicalSecurity: 0x05,
  PowerSupply: 0x08,
  Memory: 0x0c,
  SystemFirmwareProgress: 0x0f,
  EventLoggingDisabled: 0x10,
  SystemEvent: 0x12,
  SystemBoot: 0x1d,
  SlotConnector: 0x21,
  Watchdog2: 0x23,
  ManagementHealth: 0x28,
  SessionAudit: 0x2a,
  VersionChange: 0x2b,
  FruState: 0x2c,
} as const;
