import { DecodeError } from "../../errors";
import { defineCommand, NetFn, Privilege } from "../command";

export interface SystemInfoSelector {
  /** 0–255; 192 and above are the manufacturer's. */
  readonly parameter: number;
  readonly set: number;
  readonly block: number;
}

const NAME = "Get System Info Parameters";

/**
 * Get System Info Parameters (IPMI 2.0 §22.14b, table 22-16b): the data of one block, the echoed set selector first.
 * Strings (firmware version, system name, operating system) go over several blocks.
 */
export const getSystemInfoParameters = defineCommand<SystemInfoSelector, Buffer>({
  name: NAME,
  netFn: NetFn.App,
  command: 0x59,
  privilege: Privilege.User,
  class: "read",
  encode: ({ parameter, set, block }) => Uint8Array.of(0, parameter, set, block),
  decode: (data) => {
    data.skip(1); // parameter revision
    if (data.remaining === 0) throw new DecodeError(NAME, data.offset, "no parameter data");
    return data.rest();
  },
  completionCodes: { 128: "the BMC does not know this parameter" },
});
