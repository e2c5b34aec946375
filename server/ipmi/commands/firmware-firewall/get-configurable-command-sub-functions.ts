import { defineCommand, NetFn, Privilege } from "../command";
import { encodeSubFunctions, readSubFunctionMask, type SubFunctionScope } from "./support-masks";

/** Get Configurable Command Sub-functions (IPMI 2.0 §21.6). True: the sub-function can be switched on and off. */
export const getConfigurableCommandSubFunctions = defineCommand<SubFunctionScope, readonly boolean[]>({
  name: "Get Configurable Command Sub-functions",
  netFn: NetFn.App,
  command: 0x0d,
  privilege: Privilege.User,
  class: "read",
  encode: encodeSubFunctions,
  decode: readSubFunctionMask,
});
