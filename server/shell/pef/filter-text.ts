import type { EventFilter } from "@/server/ipmi";
import { actionsText, type Field } from "./fields";

/** Fields of a row of the event filter table as ipmitool prints them; only its state when it is off. */
export function filterFields(number: number, filter: EventFilter): readonly Field[] {
  const origin = filter.manufacturerConfigured ? "pre-configured" : "configurable";
  const state: readonly Field[] = [
    ["PEF Filter Table entry", String(number)],
    ["Status", `${filter.enabled ? "enabled" : "disabled"}, ${origin}`],
  ];
  if (!filter.enabled) return state;
  return [
    ...state,
    ["Sensor type", filter.sensorType === ANY ? "Any" : (sensorTypes[filter.sensorType - 1] ?? "None")],
    ["Sensor number", filter.sensorNumber === ANY ? "Any" : String(filter.sensorNumber)],
    ["Event severity", severityText(filter.severity)],
    ["Event class", eventClass(filter.eventTrigger)],
    ["Event trigger(s)", triggerText(filter)],
    ["Action", actionsText(filter.actions)],
    ...(filter.actions.includes("alert") ? [["Policy set", String(filter.policy)] as const] : []),
  ];
}

const ANY = 0xff;
const THRESHOLD = 0x01;
const SENSOR_SPECIFIC = 0x6f;
const ALL_OFFSETS = 0xffff;
/** ipmitool looks at so many offsets. */
const OFFSETS = 12;

const severities = [
  [0x20, "Non-recoverable"],
  [0x10, "Critical"],
  [0x08, "Warning"],
  [0x04, "OK"],
  [0x02, "Information"],
  [0x01, "Monitor"],
] as const;

function severityText(bits: number): string {
  return severities.find(([bit]) => (bits & bit) !== 0)?.[1] ?? "None";
}

function eventClass(trigger: number): string {
  if (trigger === THRESHOLD) return "Threshold";
  return trigger > SENSOR_SPECIFIC ? "OEM" : "Discrete";
}

function triggerText({ eventTrigger: trigger, offsets }: EventFilter): string {
  if (offsets === ALL_OFFSETS || trigger === ANY) return "Any";
  if (trigger === 0) return "Unspecified";
  if (trigger === SENSOR_SPECIFIC) return "Sensor-specific";
  if (trigger > SENSOR_SPECIFIC) return "OEM";
  const codes = `(0x${trigger.toString(16).padStart(2, "0")}/0x${offsets.toString(16).padStart(4, "0")})`;
  const names = Array.from({ length: OFFSETS }, (_, offset) => offset)
    .filter((offset) => offsets & (1 << offset))
    .map((offset) => triggerName(trigger, offset));
  return codes + names.join("");
}

function triggerName(trigger: number, offset: number): string {
  const events = genericEvents[trigger - 1];
  return events === undefined ? ", Unrecognized event trigger" : `,${events[offset] ?? "None"}`;
}

/** Offsets of the generic event types 1–12 (IPMI 2.0 table 42-2); "<" is getting worse, ">" getting better. */
const genericEvents: readonly (readonly string[])[] = [
  ["<LNC", ">LNC", "<LC", ">LC", "<LNR", ">LNR", ">UNC", "<UNC", ">UC", "<UC", ">UNR", "<UNR"],
  ["transition to idle", "transition to active", "transition to busy"],
  ["state deasserted", "state asserted"],
  ["predictive failure deasserted", "predictive failure asserted"],
  ["limit not exceeded", "limit exceeded"],
  ["performance met", "performance lags"],
  ["ok", "<warn", "<fail", "<dead", ">warn", ">fail", "dead", "monitor", "informational"],
  ["device removed/absent", "device inserted/present"],
  ["device disabled", "device enabled"],
  [
    "transition to running",
    "transition to in test",
    "transition to power off",
    "transition to online",
    "transition to offline",
    "transition to off duty",
    "transition to degraded",
    "transition to power save",
    "install error",
  ],
  [
    "fully redundant",
    "redundancy lost",
    "redundancy degraded",
    "<non-redundant/sufficient",
    ">non-redundant/sufficient",
    "non-redundant/insufficient",
    "<redundancy degraded",
    ">redundancy degraded",
  ],
  ["D0 power state", "D1 power state", "D2 power state", "D3 power state"],
];

/** Sensor types from 1 (IPMI 2.0 table 42-3), in ipmitool's words for filters. */
const sensorTypes: readonly string[] = [
  "Temperature",
  "Voltage",
  "Current",
  "Fan",
  "Chassis Intrusion",
  "Platform security breach",
  "Processor",
  "Power supply",
  "Power Unit",
  "Cooling device",
  "Other (units-based)",
  "Memory",
  "Drive Slot",
  "POST memory resize",
  "POST error",
  "Logging disabled",
  "Watchdog 1",
  "System event",
  "Critical Interrupt",
  "Button",
  "Module/board",
  "uController/coprocessor",
  "Add-in card",
  "Chassis",
  "Chipset",
  "Other (FRU)",
  "Cable/interconnect",
  "Terminator",
  "System boot",
  "Boot error",
  "OS boot",
  "OS critical stop",
  "Slot/connector",
  "ACPI power state",
  "Watchdog 2",
  "Platform alert",
  "Entity presence",
  "Monitor ASIC/IC",
  "LAN",
  "Management subsystem health",
  "Battery",
];
