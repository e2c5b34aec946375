import { defineCommand, NetFn, Privilege } from "../command";

export interface PayloadActivationStatus {
  /** How many instances may be active; 0 on some boards although one may. */
  readonly capacity: number;
  /** Active instances, 1–16. */
  readonly active: readonly number[];
}

/** Get Payload Activation Status (IPMI 2.0 §24.4). Broken on some boards: Activate Payload's answer is the truth. */
export const getPayloadActivationStatus = defineCommand<{ type: number }, PayloadActivationStatus>({
  name: "Get Payload Activation Status",
  netFn: NetFn.App,
  command: 0x4a,
  privilege: Privilege.User,
  class: "read",
  encode: ({ type }) => Uint8Array.of(type),
  decode: (data) => {
    const capacity = data.u8() & 0x0f;
    const mask = data.u16();
    const active = Array.from({ length: 16 }, (_, bit) => bit + 1).filter(
      (instance) => mask & (1 << (instance - 1)),
    );
    return { capacity, active };
  },
});
