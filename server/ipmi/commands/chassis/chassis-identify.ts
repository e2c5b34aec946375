import { defineCommand, NetFn, Privilege } from "../command";

/** `forever` is IPMI 2.0's force-on bit; older BMCs know seconds only. 0 seconds turns it off; `default` is 15 s. */
export type IdentifyInterval = { readonly seconds: number } | "forever" | "default";

/** Chassis Identify (IPMI 2.0 §28.5): blinks a light so that somebody finds the host. Seconds: 0–255. */
export const chassisIdentify = defineCommand<{ interval: IdentifyInterval }, void>({
  name: "Chassis Identify",
  netFn: NetFn.Chassis,
  command: 0x04,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ interval }) => {
    if (interval === "default") return new Uint8Array();
    if (interval === "forever") return Uint8Array.of(0, 0x01);
    return Uint8Array.of(Math.min(255, Math.max(0, Math.trunc(interval.seconds))));
  },
  decode: () => undefined,
});
