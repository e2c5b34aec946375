import { critical, fine, type StateDefinition, type StateTable, warning } from "../../records/states/state";
import { type DetailRule, data2By, type OemEvent } from "../detail-rules";

/** Sensor type of the Node Manager and of the ME's firmware. */
const NODE_MANAGER = 0xdc;

const POLICY_EVENT = 0x72;
const HEALTH_EVENT = 0x73;
const CAPABILITIES_EVENT = 0x74;
const FIRMWARE_EVENT = 0x75;
const FROM_NODE_MANAGER = 2;
const CORRECTION_TIME_EXCEEDED = 8;

const capabilities = ["policies", "monitoring", "power limiting"];

/** The lower four bits are not an offset here: each is an ability that is there or not. */
function abilities(bits: number): string {
  const left = capabilities.filter((_, bit) => bits & (1 << bit));
  return `available: ${left.length === 0 ? "nothing" : left.join(", ")}`;
}

const exceeded: StateTable = [
  warning("power policy threshold 0 exceeded"),
  warning("power policy threshold 1 exceeded"),
  warning("power policy threshold 2 exceeded"),
  ...new Array(CORRECTION_TIME_EXCEEDED - 3).fill(null),
  warning("power policy not met within its correction time"),
];

const states = [
  { eventType: POLICY_EVENT, sensorType: NODE_MANAGER, table: exceeded },
  {
    eventType: HEALTH_EVENT,
    sensorType: NODE_MANAGER,
    table: [null, null, warning("Node Manager is not healthy")],
  },
  {
    eventType: CAPABILITIES_EVENT,
    sensorType: NODE_MANAGER,
    table: [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => fine(abilities(bits))),
  },
  { eventType: FIRMWARE_EVENT, sensorType: NODE_MANAGER, table: [critical("ME firmware is not healthy")] },
] as const;

const firmwareProblems: Readonly<Record<number, string>> = {
  0: "recovery forced by a pin",
  1: "image cannot be executed",
  2: "flash erase error",
  3: "flash corrupted or worn",
  4: "internal error, firmware watchdog",
  5: "BMC did not answer a cold reset request",
  6: "flash update requested by the BIOS",
  7: "wrong manufacturing configuration",
};

const healthProblems: Readonly<Record<number, string>> = {
  10: "policy misconfigured",
  11: "power sensor cannot be read",
  12: "inlet temperature cannot be read",
  13: "no communication with the host",
  14: "clock not synchronized",
};

/**
 * The sensors of Intel's Node Manager, which boards of others have, too (Intel's System Event Log Troubleshooting
 * Guides, ME events).
 */
export const nodeManager = {
  sensorTypes: { [NODE_MANAGER]: "Node Manager" },
  states,
  wholeReading: (eventType: number, sensorType: number, bits: number): StateDefinition | null =>
    eventType === CAPABILITIES_EVENT && sensorType === NODE_MANAGER ? fine(abilities(bits)) : null,
} as const;

/** What their event data says. */
export const nodeManagerRules: readonly DetailRule[] = [
  {
    eventType: POLICY_EVENT,
    sensorType: NODE_MANAGER,
    text: ({ data2, data3 }) =>
      data2 === null || data3 === null ? null : `domain ${data2 & 0x0f}, policy ${data3}`,
  },
  { eventType: HEALTH_EVENT, sensorType: NODE_MANAGER, offsets: [FROM_NODE_MANAGER], text: health },
  { eventType: FIRMWARE_EVENT, sensorType: NODE_MANAGER, offsets: [0], text: data2By(firmwareProblems) },
];

function health({ data2 }: OemEvent): string | null {
  const problem = data2 === null ? undefined : healthProblems[data2 >> 4];
  return problem === undefined || data2 === null ? null : `${problem}, domain ${data2 & 0x0f}`;
}
