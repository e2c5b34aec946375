import { defineCommand, NetFn, Privilege } from "../command";
import { encodeSubFunctions, readSubFunctionMask, type SubFunctionScope } from "./support-masks";

/** Get Command Sub-function Support (IPMI 2.0 §21.4). True: the BMC has the sub-function; the wire says it the other way round. */
export const getCommandSubFunctionSupport = defineCommand<SubFunctionScope, readonly boolean[]>({
  name: "Get Command Sub-function Support",
  netFn: NetFn.App,
  command: 0x0b,
  privilege: Privilege.User,
  class: "read",
  encode: encodeSubFunctions,
  decode: (data) => {
    const longest = data.remaining >= 7;
    if (longest) data.skip(3); // specification type and errata
    return readSubFunctionMask(data).map((missing) => !missing);
  },
});
