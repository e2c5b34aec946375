import { defineCommand, NetFn, Privilege } from "../command";

/** When a channel can be used (IPMI 2.0 table 22-26). */
const accessModes = ["disabled", "pre-boot", "always", "shared"] as const;
export type ChannelAccessMode = (typeof accessModes)[number];

export const accessModeCodes: Readonly<Record<ChannelAccessMode, number>> = {
  disabled: 0,
  "pre-boot": 1,
  always: 2,
  shared: 3,
};

export interface ChannelAccess {
  readonly alerting: boolean;
  readonly perMessageAuthentication: boolean;
  readonly userLevelAuthentication: boolean;
  /** Null: a code the specification does not name. */
  readonly mode: ChannelAccessMode | null;
  readonly privilegeLimit: number;
}

/** `active`: what is in force now. `stored`: what will be after the next start. */
export type ChannelSettings = "active" | "stored";

export interface ChannelAccessRequest {
  readonly channel: number;
  readonly settings: ChannelSettings;
}

export const settingsCodes: Readonly<Record<ChannelSettings, number>> = { stored: 1, active: 2 };

/** Get Channel Access (IPMI 2.0 §22.23). */
export const getChannelAccess = defineCommand<ChannelAccessRequest, ChannelAccess>({
  name: "Get Channel Access",
  netFn: NetFn.App,
  command: 0x41,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel, settings }) => Uint8Array.of(channel & 0x0f, settingsCodes[settings] << 6),
  decode: (data) => {
    const access = data.u8();
    return {
      alerting: (access & 0x20) === 0,
      perMessageAuthentication: (access & 0x10) === 0,
      userLevelAuthentication: (access & 0x08) === 0,
      mode: accessModes[access & 0x07] ?? null,
      privilegeLimit: data.u8() & 0x0f,
    };
  },
  completionCodes: { 130: "the channel has no sessions" },
});
