import {
  type ChannelAccess,
  type ChannelAccessMode,
  type ChannelInfo,
  getChannelAccess,
  getChannelInfo,
  PRESENT_CHANNEL,
  Privilege,
} from "@/server/ipmi";
import { unknownValue } from "../completion-text";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { parseChannel } from "./channel-number";
import { evaluated } from "./evaluated";
import { channelHelp } from "./help";
import { mediumName } from "./medium";

interface ChannelData extends ChannelInfo {
  /** In force now and after the next start; null for channels that are no LAN. */
  readonly access: { readonly active: ChannelAccess; readonly stored: ChannelAccess } | null;
}

/** IPMI 2.0 table 6-2. */
const protocolNames: Readonly<Record<number, string>> = {
  0: "reserved",
  1: "IPMB-1.0",
  2: "ICMB-1.0",
  3: "reserved",
  4: "IPMI-SMBus",
  5: "KCS",
  6: "SMIC",
  7: "BT-10",
  8: "BT-15",
  9: "TMode",
  28: "OEM 1",
  29: "OEM 2",
  30: "OEM 3",
  31: "OEM 4",
};

const modeTexts: Readonly<Record<ChannelAccessMode, string>> = {
  disabled: "disabled",
  "pre-boot": "pre-boot only",
  always: "always available",
  shared: "shared",
};

export const info = defineVerb<number, ChannelData>({
  path: ["channel", "info"],
  usage: "[channel number]",
  summary: "What a channel is and how it may be used",
  privilege: Privilege.User,
  class: "read",
  parse: ([word, ...more]) => {
    if (more.length > 0) throw new UsageError(channelHelp);
    return word === undefined ? PRESENT_CHANNEL : parseChannel(word);
  },
  run: async (context, asked) => {
    const { bmc, signal } = context;
    const channelInfo = await evaluated(bmc.send(getChannelInfo, { channel: asked }, { signal }), {
      consequence: "Unable to Get Channel Info",
    });
    if (channelInfo.medium !== "lan" && channelInfo.medium !== "other-lan") {
      return { ...channelInfo, access: null };
    }
    let output = identityText(channelInfo);
    const active = await readAccess(context, channelInfo.channel, "active", output);
    output += activeText(active);
    const stored = await readAccess(context, channelInfo.channel, "stored", output);
    return { ...channelInfo, access: { active, stored } };
  },
  text: ({ access, ...channelInfo }) => {
    const identity = identityText(channelInfo);
    return access === null ? identity : identity + activeText(access.active) + storedText(access.stored);
  },
});

function readAccess(
  { bmc, signal }: VerbContext,
  channel: number,
  settings: "active" | "stored",
  output: string,
): Promise<ChannelAccess> {
  const word = settings === "active" ? "volatile" : "non-volatile";
  return evaluated(bmc.send(getChannelAccess, { channel, settings }, { signal }), {
    consequence: `Unable to Get Channel Access (${word})`,
    output,
  });
}

function identityText(channel: ChannelInfo): string {
  const { protocolCode, sessions, activeSessions, vendor } = channel;
  return `Channel 0x${channel.channel.toString(16)} info:
  Channel Medium Type   : ${mediumName(channel.mediumCode)}
  Channel Protocol Type : ${protocolNames[protocolCode] ?? unknownValue(protocolCode)}
  Session Support       : ${sessions}
  Active Session Count  : ${activeSessions}
  Protocol Vendor ID    : ${vendor}
`;
}

function activeText(access: ChannelAccess): string {
  return `  Volatile(active) Settings\n${accessText(access)}`;
}

function storedText(access: ChannelAccess): string {
  return `  Non-Volatile Settings\n${accessText(access)}`;
}

function accessText(access: ChannelAccess): string {
  const { alerting, perMessageAuthentication, userLevelAuthentication, mode } = access;
  return `    Alerting            : ${able(alerting)}
    Per-message Auth    : ${able(perMessageAuthentication)}
    User Level Auth     : ${able(userLevelAuthentication)}
    Access Mode         : ${mode === null ? "unknown" : modeTexts[mode]}
`;
}

function able(on: boolean): string {
  return on ? "enabled" : "disabled";
}
