import {
  type ChannelAuthenticationCapabilities,
  CompletionCodeError,
  getChannelAuthenticationCapabilities,
  Privilege,
} from "@/server/ipmi";
import { failAs } from "../fail-as";
import { parsePrivilegeLimit } from "../user/privilege-level";
import { defineVerb, UsageError } from "../verb";
import { parseChannel } from "./channel-number";
import { channelHelp } from "./help";

export const authcap = defineVerb<{ channel: number; privilege: number }, ChannelAuthenticationCapabilities>({
  path: ["channel", "authcap"],
  usage: "<channel number> <max privilege>",
  summary: "How one may log in over a channel",
  privilege: Privilege.Callback,
  class: "read",
  parse: (words) => {
    const [channel, privilege] = words;
    if (channel === undefined || privilege === undefined || words.length > 2) {
      throw new UsageError(channelHelp);
    }
    return { channel: parseChannel(channel), privilege: parsePrivilegeLimit(privilege) };
  },
  run: async ({ bmc, signal }, request) => {
    const ask = (extended: boolean) =>
      bmc.send(getChannelAuthenticationCapabilities, { ...request, extended }, { signal });
    try {
      return await ask(true);
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      // BMCs of IPMI 1.5 may refuse to be asked for more.
      return failAs(ask(false), {
        silent: "Unable to Get Channel Authentication Capabilities",
        refused: "Get Channel Authentication Capabilities failed",
      });
    }
  },
  text: capabilitiesText,
});

function capabilitiesText(can: ChannelAuthenticationCapabilities): string {
  const rows = [
    ["Channel number", String(can.channel)],
    ["IPMI v1.5  auth types", typesText(can.authenticationTypes)],
    ...(can.extended ? [["KG status", can.bmcKeySet ? "non-zero" : "default (all zeroes)"]] : []),
    ["Per message authentication", can.perMessageAuthentication ? "enabled" : "disabled"],
    ["User level authentication", can.userLevelAuthentication ? "enabled" : "disabled"],
    ["Non-null user names exist", yesNo(can.namedUsers)],
    ["Null user names exist", yesNo(can.nullUsers)],
    ["Anonymous login enabled", yesNo(can.anonymousLogin)],
    ...(can.extended
      ? [
          ["Channel supports IPMI v1.5", yesNo(can.ipmi15)],
          ["Channel supports IPMI v2.0", yesNo(can.ipmi2)],
        ]
      : []),
    ...(can.authenticationTypes.oem
      ? [
          ["IANA Number for OEM", String(can.oem.manufacturer)],
          ["OEM Auxiliary Data", `0x${can.oem.auxiliary.toString(16)}`],
        ]
      : []),
  ];
  return rows.map(([label = "", text = ""]) => `${label.padEnd(27)}: ${text}\n`).join("");
}

function typesText(types: ChannelAuthenticationCapabilities["authenticationTypes"]): string {
  const words = [
    types.none && "NONE ",
    types.md2 && "MD2 ",
    types.md5 && "MD5 ",
    types.straightPassword && "PASSWORD ",
    types.oem && "OEM ",
  ];
  return words.filter(Boolean).join("");
}

function yesNo(is: boolean): string {
  return is ? "yes" : "no";
}
