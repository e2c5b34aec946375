import { defineCommand, NetFn, Privilege } from "../command";
import type { ArpControl } from "./lan-parameters";

/**
 * Suspend BMC ARPs (IPMI 2.0 §23.3): what is true is suspended until the next system reset, what is false resumes.
 * The answer is what still goes on.
 */
export const suspendBmcArps = defineCommand<
  { readonly channel: number; readonly suspend: ArpControl },
  ArpControl
>({
  name: "Suspend BMC ARPs",
  netFn: NetFn.Transport,
  command: 0x03,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ channel, suspend }) =>
    Uint8Array.of(channel & 0x0f, (suspend.responses ? 2 : 0) | (suspend.gratuitous ? 1 : 0)),
  decode: (data) => {
    const active = data.u8();
    return { responses: (active & 2) !== 0, gratuitous: (active & 1) !== 0 };
  },
});
