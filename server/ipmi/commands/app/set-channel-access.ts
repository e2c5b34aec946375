import { defineCommand, NetFn, Privilege } from "../command";
import {
  accessModeCodes,
  type ChannelAccess,
  type ChannelAccessMode,
  type ChannelAccessRequest,
  settingsCodes,
} from "./get-channel-access";

export interface ChannelAccessChange extends ChannelAccessRequest {
  /** Null leaves access as it is. */
  readonly access:
    | (Omit<ChannelAccess, "privilegeLimit" | "mode"> & { readonly mode: ChannelAccessMode })
    | null;
  /** Null leaves the limit as it is. */
  readonly privilegeLimit: number | null;
}

/** Set Channel Access (IPMI 2.0 §22.22). */
export const setChannelAccess = defineCommand<ChannelAccessChange, void>({
  name: "Set Channel Access",
  netFn: NetFn.App,
  command: 0x40,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ channel, settings, access, privilegeLimit }) => {
    const which = settingsCodes[settings] << 6;
    return Uint8Array.of(
      channel & 0x0f,
      access === null ? 0 : which | accessBits(access),
      privilegeLimit === null ? 0 : which | (privilegeLimit & 0x0f),
    );
  },
  decode: () => undefined,
  completionCodes: { 130: "the channel has no sessions", 131: "the channel does not have this access mode" },
});

function accessBits(access: NonNullable<ChannelAccessChange["access"]>): number {
  return (
    (access.alerting ? 0 : 0x20) |
    (access.perMessageAuthentication ? 0 : 0x10) |
    (access.userLevelAuthentication ? 0 : 0x08) |
    accessModeCodes[access.mode]
  );
}
