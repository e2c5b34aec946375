import { defineCommand, NetFn, Privilege } from "../command";

const actionCodes = {
  "power-down": 0,
  "power-up": 1,
  "power-cycle": 2,
  "hard-reset": 3,
  "diagnostic-interrupt": 4,
  "soft-shutdown": 5,
} as const;

export type ChassisAction = keyof typeof actionCodes;

/**
 * Chassis Control (IPMI 2.0 §28.3). The BMC may answer before it acts. Power up and down say what shall be; the other
 * actions happen again each time they are received.
 */
export const chassisControl = defineCommand<{ action: ChassisAction }, void>({
  name: "Chassis Control",
  netFn: NetFn.Chassis,
  command: 0x02,
  privilege: Privilege.Operator,
  class: ({ action }) => (action === "power-up" || action === "power-down" ? "idempotent" : "once"),
  encode: ({ action }) => Uint8Array.of(actionCodes[action]),
  decode: () => undefined,
});
