import { defineCommand, NetFn, Privilege } from "../command";
import { dcmiCompletionCodes } from "./group-extension";
import { decodePartSetting, encodePartSetting, type StringPartSetting } from "./string-part";

/** Set Asset Tag (DCMI 1.5 §6.4.3), one part at a time from the beginning; the last part ends the string. */
export const setAssetTag = defineCommand<StringPartSetting, number | null>({
  name: "Set Asset Tag",
  netFn: NetFn.GroupExtension,
  command: 0x08,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: encodePartSetting,
  decode: decodePartSetting,
  completionCodes: dcmiCompletionCodes,
});
