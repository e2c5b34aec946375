import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

/** Activate/Deactivate Power Limit (DCMI 1.5 §6.6.4). */
export const activatePowerLimit = defineCommand<{ readonly active: boolean }, void>({
  name: "Activate/Deactivate Power Limit",
  netFn: NetFn.GroupExtension,
  command: 0x05,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: ({ active }) => Uint8Array.of(DCMI_GROUP, active ? 1 : 0, 0, 0),
  decode: skipDcmiGroup,
  completionCodes: dcmiCompletionCodes,
});
