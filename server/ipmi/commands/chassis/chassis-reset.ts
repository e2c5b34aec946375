import { defineCommand, NetFn, Privilege } from "../command";

/** Chassis Reset (IPMI 1.5 §22.4, replaced by Chassis Control): pulses the reset line of the chassis. */
export const chassisReset = defineCommand<void, void>({
  name: "Chassis Reset",
  netFn: NetFn.Chassis,
  command: 0x03,
  privilege: Privilege.Operator,
  class: "once",
  encode: () => new Uint8Array(),
  decode: () => undefined,
});
