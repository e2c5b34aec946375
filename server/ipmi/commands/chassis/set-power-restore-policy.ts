import { defineCommand, NetFn, Privilege } from "../command";

const policyCodes = { "always-off": 0, previous: 1, "always-on": 2, "no-change": 3 } as const;

/** What the host does when mains power comes back; `no-change` only asks what is supported. */
export type PowerRestorePolicy = keyof typeof policyCodes;

export interface SupportedPolicies {
  readonly alwaysOff: boolean;
  readonly previous: boolean;
  readonly alwaysOn: boolean;
}

/** Set Power Restore Policy (IPMI 2.0 §28.8). */
export const setPowerRestorePolicy = defineCommand<
  { readonly policy: PowerRestorePolicy },
  SupportedPolicies
>({
  name: "Set Power Restore Policy",
  netFn: NetFn.Chassis,
  command: 0x06,
  privilege: Privilege.Operator,
  class: ({ policy }) => (policy === "no-change" ? "read" : "idempotent"),
  encode: ({ policy }) => Uint8Array.of(policyCodes[policy]),
  decode: (data) => {
    const supported = data.u8();
    return {
      alwaysOff: (supported & 0x01) !== 0,
      previous: (supported & 0x02) !== 0,
      alwaysOn: (supported & 0x04) !== 0,
    };
  },
});
