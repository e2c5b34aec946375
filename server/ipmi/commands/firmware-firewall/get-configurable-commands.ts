import { defineCommand, NetFn, Privilege } from "../command";
import { type CommandRange, encodeRange, readCommandMask } from "./support-masks";

/** Get Configurable Commands (IPMI 2.0 §21.5). True: the command can be switched on and off. */
export const getConfigurableCommands = defineCommand<CommandRange, readonly boolean[]>({
  name: "Get Configurable Commands",
  netFn: NetFn.App,
  command: 0x0c,
  privilege: Privilege.User,
  class: "read",
  encode: encodeRange,
  decode: readCommandMask,
});
