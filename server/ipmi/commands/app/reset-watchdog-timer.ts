import { defineCommand, NetFn, Privilege } from "../command";

/** Reset Watchdog Timer (IPMI 2.0 §27.5): starts the countdown anew, or at all. */
export const resetWatchdogTimer = defineCommand<void, void>({
  name: "Reset Watchdog Timer",
  netFn: NetFn.App,
  command: 0x22,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: () => new Uint8Array(),
  decode: () => undefined,
  completionCodes: { 128: "the watchdog was never set" },
});
