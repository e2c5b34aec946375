import { Privilege } from "@/server/ipmi";
import { setChannelSecurityKeys } from "@/server/ipmi/commands/app/set-channel-security-keys";
import { defineVerb, UsageError } from "../verb";
import { parseChannel } from "./channel-number";
import { evaluated } from "./evaluated";
import { channelHelp } from "./help";

interface KeyArguments {
  /** Filled up with zeros. */
  readonly key: Uint8Array;
  readonly channel: number;
}

/** The channel that asks (IPMI 2.0 table 6-1). */
const THIS_CHANNEL = 0x0e;
const KEY_BYTES = 20;

/** As in ipmitool after 1.8.19, which has it where Debian's does not. */
export const setkg = defineVerb<KeyArguments, { channel: number }>({
  path: ["channel", "setkg"],
  usage: "<hex|plain> <key> [channel]",
  summary: "Gives a channel another K_g: logins need it from then on",
  privilege: Privilege.Administrator,
  class: "once",
  secrets: () => [1],
  parse: ([kind, text, channelWord, ...more]) => {
    if (text === undefined || more.length > 0) throw new UsageError(channelHelp);
    const channel = channelWord === undefined ? THIS_CHANNEL : parseChannel(channelWord);
    return { key: keyOf(kind, text), channel };
  },
  run: async ({ bmc, signal }, { key, channel }) => {
    const request = { channel, operation: "set", key: "bmc-key", value: key } as const;
    await evaluated(bmc.send(setChannelSecurityKeys, request, { signal }), {
      consequence: "Unable to set the Kg key",
    });
    return { channel };
  },
  text: () => "Set Kg key command successful\n",
});

function keyOf(kind: string | undefined, text: string): Uint8Array {
  if (kind !== "hex" && kind !== "plain") throw new UsageError(channelHelp);
  const digits = text.replace(/^0x/i, "");
  if (kind === "hex" && !/^([0-9a-f]{2})*$/i.test(digits))
    throw new UsageError("The Kg key is not hexadecimal");
  const key = kind === "hex" ? Buffer.from(digits, "hex") : Buffer.from(text, "utf8");
  if (key.length > KEY_BYTES) throw new UsageError(`The Kg key is longer than ${KEY_BYTES} bytes`);
  return Buffer.concat([key], KEY_BYTES);
}
