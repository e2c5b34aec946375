import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

export interface DcmiConfigurationSelector {
  /** See DcmiParameter. */
  readonly parameter: number;
  readonly set: number;
}

export interface DcmiConfiguration {
  readonly major: number;
  readonly minor: number;
  readonly parameterRevision: number;
  /** Of one or two bytes. */
  readonly data: Buffer;
}

/** Get DCMI Configuration Parameters (DCMI 1.5 §6.1.3). */
export const getDcmiConfigurationParameters = defineCommand<DcmiConfigurationSelector, DcmiConfiguration>({
  name: "Get DCMI Configuration Parameters",
  netFn: NetFn.GroupExtension,
  command: 0x13,
  privilege: Privilege.User,
  class: "read",
  encode: ({ parameter, set }) => Uint8Array.of(DCMI_GROUP, parameter, set),
  decode: (data) => {
    skipDcmiGroup(data);
    return { major: data.u8(), minor: data.u8(), parameterRevision: data.u8(), data: data.rest() };
  },
  completionCodes: dcmiCompletionCodes,
});
