import { defineCommand, NetFn, Privilege } from "../command";

/** Set Power Cycle Interval (IPMI 2.0 §28.9): seconds off within a power cycle, 0–255; lost with standby power. */
export const setPowerCycleInterval = defineCommand<{ readonly seconds: number }, void>({
  name: "Set Power Cycle Interval",
  netFn: NetFn.Chassis,
  command: 0x0b,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ seconds }) => Uint8Array.of(seconds),
  decode: () => undefined,
});
