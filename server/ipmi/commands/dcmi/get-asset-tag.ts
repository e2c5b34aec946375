import { defineCommand, NetFn, Privilege } from "../command";
import { dcmiCompletionCodes } from "./group-extension";
import { decodePart, encodePartRequest, type StringPart, type StringPartRequest } from "./string-part";

/** Get Asset Tag (DCMI 1.5 §6.4.2): a part of the tag people gave the host. */
export const getAssetTag = defineCommand<StringPartRequest, StringPart>({
  name: "Get Asset Tag",
  netFn: NetFn.GroupExtension,
  command: 0x06,
  privilege: Privilege.User,
  class: "read",
  encode: encodePartRequest,
  decode: decodePart,
  completionCodes: dcmiCompletionCodes,
});
