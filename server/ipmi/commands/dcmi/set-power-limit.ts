import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";
import type { PowerLimit } from "./power-limit";

/** Set Power Limit (DCMI 1.5 §6.6.3). It holds when it is activated. */
export const setPowerLimit = defineCommand<PowerLimit, void>({
  name: "Set Power Limit",
  netFn: NetFn.GroupExtension,
  command: 0x04,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: (limit) =>
    new ByteWriter()
      .u8(DCMI_GROUP)
      .zeros(3)
      .u8(limit.exceptionAction)
      .u16(limit.watts)
      .u32(limit.correctionMs)
      .zeros(2)
      .u16(limit.samplingSeconds)
      .toBuffer(),
  decode: skipDcmiGroup,
  completionCodes: dcmiCompletionCodes,
});
