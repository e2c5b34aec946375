import {
  getUserPayloadAccess,
  PayloadType,
  PRESENT_CHANNEL,
  Privilege,
  setUserPayloadAccess,
} from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { failAs } from "../fail-as";
import { parseUserId } from "../user/user-id";
import { defineVerb, UsageError, type Verb } from "../verb";
import { solHelp } from "./help";

interface Whose {
  readonly channel: number;
  readonly userId: number;
}

export const payloadStatus = defineVerb<Whose, Whose & { readonly enabled: boolean }>({
  path: ["sol", "payload", "status"],
  usage: "[channel] [userid]",
  summary: "Whether a user may use serial over LAN",
  privilege: Privilege.Operator,
  class: "read",
  parse: parseWhose,
  run: async ({ bmc, signal }, whose) => {
    const where = `user ${whose.userId} on channel ${whose.channel}`;
    const { standard } = await failAs(bmc.send(getUserPayloadAccess, whose, { signal }), {
      silent: `Error parsing SOL payload status for ${where}`,
      refused: `Error getting SOL payload status for ${where}`,
    });
    return { ...whose, enabled: standard.includes(PayloadType.SerialOverLan) };
  },
  text: ({ userId, channel, enabled }) =>
    `User ${userId} on channel ${channel} is ${enabled ? "enabled" : "disabled"}\n`,
});

export const payloadEnable = switching("enable");
export const payloadDisable = switching("disable");

function switching(change: "enable" | "disable"): Verb {
  return defineVerb<Whose, Whose & { readonly enabled: boolean }>({
    path: ["sol", "payload", change],
    usage: "[channel] [userid]",
    summary: change === "enable" ? "Lets a user use serial over LAN" : "Keeps a user from serial over LAN",
    privilege: Privilege.Administrator,
    class: "idempotent",
    parse: parseWhose,
    run: async ({ bmc, signal }, whose) => {
      const request = { ...whose, change, standard: [PayloadType.SerialOverLan], oem: [] };
      const doing = change === "enable" ? "enabling" : "disabling";
      await failAs(bmc.send(setUserPayloadAccess, request, { signal }), {
        silent: `Error ${doing} SOL payload for user ${whose.userId} on channel ${whose.channel}`,
      });
      return { ...whose, enabled: change === "enable" };
    },
    text: () => "",
  });
}

function parseWhose(words: readonly string[]): Whose {
  const [channel, userId] = words;
  if (words.length > 2) throw new UsageError(solHelp);
  return {
    channel: channel === undefined ? PRESENT_CHANNEL : parseChannel(channel),
    userId: userId === undefined ? 1 : parseUserId(userId),
  };
}
