import { defineCommand, NetFn, Privilege } from "../command";
import { type BootOptionValue, encodeBootOption } from "./boot-options";

/** Set System Boot Options (IPMI 2.0 §28.12). */
export const setSystemBootOptions = defineCommand<BootOptionValue, void>({
  name: "Set System Boot Options",
  netFn: NetFn.Chassis,
  command: 0x08,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: encodeBootOption,
  decode: () => undefined,
  completionCodes: {
    128: "the BMC does not know this boot option",
    129: "somebody else is setting boot options",
    130: "the boot option is read-only",
  },
});
