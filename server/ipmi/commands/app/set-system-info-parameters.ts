import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface SystemInfoSetting {
  readonly parameter: number;
  /** As the parameter lays it out; for strings the set selector comes first. */
  readonly data: Uint8Array;
}

/** Set System Info Parameters (IPMI 2.0 §22.14a, table 22-16a). */
export const setSystemInfoParameters = defineCommand<SystemInfoSetting, void>({
  name: "Set System Info Parameters",
  netFn: NetFn.App,
  command: 0x58,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ parameter, data }) => new ByteWriter().u8(parameter).bytes(data).toBuffer(),
  decode: () => undefined,
  completionCodes: {
    128: "the BMC does not know this parameter",
    129: "somebody else is setting parameters",
    130: "the parameter is read-only",
  },
});
