import { defineCommand, NetFn, Privilege } from "../command";
import { dcmiCompletionCodes } from "./group-extension";
import { decodePart, encodePartRequest, type StringPart, type StringPartRequest } from "./string-part";

/** Get Management Controller Identifier String (DCMI 1.5 §6.4.6.1): a part of what the BMC calls itself towards DHCP. */
export const getManagementControllerIdString = defineCommand<StringPartRequest, StringPart>({
  name: "Get Management Controller Identifier String",
  netFn: NetFn.GroupExtension,
  command: 0x09,
  privilege: Privilege.User,
  class: "read",
  encode: encodePartRequest,
  decode: decodePart,
  completionCodes: dcmiCompletionCodes,
});
