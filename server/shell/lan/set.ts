import { type CommandClass, Privilege } from "@/server/ipmi";
import { defineVerb, UsageError } from "../verb";
import type { LanChange } from "./change";
import { setHelp } from "./help";
import { lanChannel, parseLanChannel } from "./lan-channel";
import { changes } from "./set-words";

interface SetArguments {
  readonly channel: number;
  /** First word after the channel. */
  readonly setting: string;
  readonly change: LanChange;
}

export const set = defineVerb<SetArguments, { channel: number; setting: string; says: string }>({
  path: ["lan", "set"],
  usage: "<channel number> <command> <parameter>",
  summary: "Changes a setting of a LAN channel and reads it back",
  privilege: Privilege.Administrator,
  class: ({ setting }): CommandClass => (setting === "password" ? "once" : "idempotent"),
  secrets: (words) => (words[1] === "password" || words[1] === "snmp" ? [2] : []),
  parse: ([channelWord, setting, ...words]) => {
    if (channelWord === undefined || setting === undefined) throw new UsageError(setHelp);
    if (channelWord === "help" || setting === "help") throw new UsageError(setHelp, 0);
    const channel = parseLanChannel(channelWord);
    const parse = Object.hasOwn(changes, setting) ? changes[setting] : undefined;
    if (parse === undefined) throw new UsageError(setHelp);
    return { channel, setting, change: parse(words) };
  },
  run: async (context, { channel: named, setting, change }) => {
    const refusal = (none: number) => `Channel ${none} is not a LAN channel!\n${setHelp}`;
    const channel = await lanChannel(context, named, refusal);
    return { channel, setting, says: await change({ context, channel }) };
  },
  text: ({ says }) => says,
});
