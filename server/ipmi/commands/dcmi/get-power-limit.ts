import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";
import type { PowerLimit } from "./power-limit";

/** Get Power Limit (DCMI 1.5 §6.6.2). Completion code 80h: none is active; many BMCs send the values all the same. */
export const getPowerLimit = defineCommand<void, PowerLimit>({
  name: "Get Power Limit",
  netFn: NetFn.GroupExtension,
  command: 0x03,
  privilege: Privilege.User,
  class: "read",
  encode: () => Uint8Array.of(DCMI_GROUP, 0, 0),
  decode: (data) => {
    skipDcmiGroup(data);
    data.skip(2);
    const exceptionAction = data.u8();
    const watts = data.u16();
    const correctionMs = data.u32();
    data.skip(2);
    return { exceptionAction, watts, correctionMs, samplingSeconds: data.u16() };
  },
  completionCodes: { ...dcmiCompletionCodes, 128: "no power limit is set" },
});
