import { defineCommand, NetFn, Privilege } from "../command";
import { encodeSubFunctions, readSubFunctionMask, type SubFunctionScope } from "./support-masks";

/** Get Command Sub-function Enables (IPMI 2.0 §21.10). True: the sub-function is switched on. */
export const getCommandSubFunctionEnables = defineCommand<SubFunctionScope, readonly boolean[]>({
  name: "Get Command Sub-function Enables",
  netFn: NetFn.App,
  command: 0x63,
  privilege: Privilege.User,
  class: "read",
  encode: encodeSubFunctions,
  decode: readSubFunctionMask,
});
