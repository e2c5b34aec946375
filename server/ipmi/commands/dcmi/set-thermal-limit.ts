import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";
import type { ThermalEntity, ThermalLimit } from "./thermal-limit";

/** Set Thermal Limit (DCMI 1.5 §6.7.1). */
export const setThermalLimit = defineCommand<ThermalEntity & ThermalLimit, void>({
  name: "Set Thermal Limit",
  netFn: NetFn.GroupExtension,
  command: 0x0b,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: (setting) =>
    new ByteWriter()
      .u8(DCMI_GROUP)
      .u8(setting.entity)
      .u8(setting.instance)
      .u8((setting.persistent ? 0x80 : 0) | (setting.powerOff ? 0x40 : 0) | (setting.logEvent ? 0x20 : 0))
      .u8(setting.limit)
      .u16(setting.exceptionSeconds)
      .toBuffer(),
  decode: skipDcmiGroup,
  completionCodes: dcmiCompletionCodes,
});
