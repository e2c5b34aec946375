import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";
import type { ThermalEntity, ThermalLimit } from "./thermal-limit";

/** Get Thermal Limit (DCMI 1.5 §6.7.2). */
export const getThermalLimit = defineCommand<ThermalEntity, ThermalLimit>({
  name: "Get Thermal Limit",
  netFn: NetFn.GroupExtension,
  command: 0x0c,
  privilege: Privilege.User,
  class: "read",
  encode: ({ entity, instance }) => Uint8Array.of(DCMI_GROUP, entity, instance),
  decode: (data) => {
    skipDcmiGroup(data);
    const actions = data.u8();
    return {
      persistent: (actions & 0x80) !== 0,
      powerOff: (actions & 0x40) !== 0,
      logEvent: (actions & 0x20) !== 0,
      limit: data.u8(),
      exceptionSeconds: data.u16(),
    };
  },
  completionCodes: dcmiCompletionCodes,
});
