import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

export interface DcmiConfigurationSetting {
  /** See DcmiParameter. */
  readonly parameter: number;
  readonly set: number;
  readonly data: Uint8Array;
}

/** Set DCMI Configuration Parameters (DCMI 1.5 §6.1.2). */
export const setDcmiConfigurationParameters = defineCommand<DcmiConfigurationSetting, void>({
  name: "Set DCMI Configuration Parameters",
  netFn: NetFn.GroupExtension,
  command: 0x12,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ parameter, set, data }) =>
    new ByteWriter().u8(DCMI_GROUP).u8(parameter).u8(set).bytes(data).toBuffer(),
  decode: skipDcmiGroup,
  completionCodes: dcmiCompletionCodes,
});
