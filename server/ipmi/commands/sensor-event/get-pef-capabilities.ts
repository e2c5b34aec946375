import { defineCommand, NetFn, Privilege } from "../command";

/** What an event filter can make the BMC do (IPMI 2.0 table 30-2), by bit. */
export const pefActions = [
  "alert",
  "power-off",
  "reset",
  "power-cycle",
  "oem",
  "diagnostic-interrupt",
] as const;
export type PefAction = (typeof pefActions)[number];

export function pefActionsOf(bits: number): readonly PefAction[] {
  return pefActions.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

export interface PefCapabilities {
  /** 51h: PEF of IPMI 1.5 and 2.0. */
  readonly version: number;
  readonly actions: readonly PefAction[];
  /** OEM event records are filtered too. */
  readonly oemFiltering: boolean;
  /** Rows of the event filter table. */
  readonly filters: number;
}

/** Get PEF Capabilities (IPMI 2.0 §30.1). */
export const getPefCapabilities = defineCommand<void, PefCapabilities>({
  name: "Get PEF Capabilities",
  netFn: NetFn.SensorEvent,
  command: 0x10,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const version = data.u8();
    const support = data.u8();
    return {
      version,
      actions: pefActionsOf(support),
      oemFiltering: (support & 0x80) !== 0,
      filters: data.u8(),
    };
  },
});
