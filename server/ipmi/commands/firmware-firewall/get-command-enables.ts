import { defineCommand, NetFn, Privilege } from "../command";
import { type CommandRange, encodeRange, readCommandMask } from "./support-masks";

/** Get Command Enables (IPMI 2.0 §21.8). True: the command is switched on. */
export const getCommandEnables = defineCommand<CommandRange, readonly boolean[]>({
  name: "Get Command Enables",
  netFn: NetFn.App,
  command: 0x61,
  privilege: Privilege.User,
  class: "read",
  encode: encodeRange,
  decode: readCommandMask,
});
