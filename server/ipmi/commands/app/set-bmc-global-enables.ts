import { defineCommand, NetFn, Privilege } from "../command";

/**
 * Set BMC Global Enables (IPMI 2.0 §22.1), all bits at once: read them first. The specification allows it over the
 * system interface only; many BMCs take it over LAN too.
 */
export const setBmcGlobalEnables = defineCommand<{ readonly enables: number }, void>({
  name: "Set BMC Global Enables",
  netFn: NetFn.App,
  command: 0x2e,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ enables }) => Uint8Array.of(enables),
  decode: () => undefined,
});
