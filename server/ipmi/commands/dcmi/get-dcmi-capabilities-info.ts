import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

/** Parameter selectors of DCMI 1.5 table 6-3. */
export const DcmiCapability = {
  Supported: 1,
  MandatoryAttributes: 2,
  OptionalAttributes: 3,
  ManageabilityAccess: 4,
  EnhancedPowerStatistics: 5,
} as const;

export interface DcmiCapabilities {
  /** Conformance: 1.0, 1.1, 1.5. */
  readonly major: number;
  readonly minor: number;
  readonly parameterRevision: number;
  /** As the parameter lays it out (table 6-3). */
  readonly data: Buffer;
}

/** Get DCMI Capabilities Info (DCMI 1.5 §6.1.1). */
export const getDcmiCapabilitiesInfo = defineCommand<{ readonly parameter: number }, DcmiCapabilities>({
  name: "Get DCMI Capabilities Info",
  netFn: NetFn.GroupExtension,
  command: 0x01,
  privilege: Privilege.User,
  class: "read",
  encode: ({ parameter }) => Uint8Array.of(DCMI_GROUP, parameter),
  decode: (data) => {
    skipDcmiGroup(data);
    return { major: data.u8(), minor: data.u8(), parameterRevision: data.u8(), data: data.rest() };
  },
  completionCodes: dcmiCompletionCodes,
});
