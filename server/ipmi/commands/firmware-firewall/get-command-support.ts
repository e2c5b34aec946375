import { defineCommand, NetFn, Privilege } from "../command";
import { type CommandRange, encodeRange, readCommandMask } from "./support-masks";

/** Get Command Support (IPMI 2.0 §21.3). True: the BMC has the command; the wire says it the other way round. */
export const getCommandSupport = defineCommand<CommandRange, readonly boolean[]>({
  name: "Get Command Support",
  netFn: NetFn.App,
  command: 0x0a,
  privilege: Privilege.User,
  class: "read",
  encode: encodeRange,
  decode: (data) => readCommandMask(data).map((missing) => !missing),
});
