import { defineCommand, NetFn, Privilege } from "../command";
import { dcmiCompletionCodes } from "./group-extension";
import { decodePartSetting, encodePartSetting, type StringPartSetting } from "./string-part";

/** Set Management Controller Identifier String (DCMI 1.5 §6.4.6.2), one part at a time from the beginning; the last part ends the string. */
export const setManagementControllerIdString = defineCommand<StringPartSetting, number | null>({
  name: "Set Management Controller Identifier String",
  netFn: NetFn.GroupExtension,
  command: 0x0a,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: encodePartSetting,
  decode: decodePartSetting,
  completionCodes: dcmiCompletionCodes,
});
