import {
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "../commands/app/get-channel-authentication-capabilities";
import { type ChannelInfo, getChannelInfo } from "../commands/app/get-channel-info";
import { type CommandSender, Privilege } from "../commands/command";
import { isLocal, type ReaderOptions } from "./failures";

const FIRST_CHANNEL = 0x01;
const LAST_CHANNEL = 0x0b;

/**
 * The number of the LAN channel we come by: 1 on most boards, 2 on HP, 8 on Dell's older ones. The BMC is asked what the
 * present channel is; where it does not say (quirk M11), the first LAN channel is taken. When nothing tells, the answer is
 * 0Eh, which means "this one" wherever a channel goes. Ask once and keep it.
 */
export async function findLanChannel(sender: CommandSender, options: ReaderOptions = {}): Promise<number> {
  const present = await channelInfo(sender, PRESENT_CHANNEL, options);
  if (present !== null && isLan(present) && isNumber(present.channel)) return present.channel;
  for (let channel = FIRST_CHANNEL; channel <= LAST_CHANNEL; channel++) {
    const info = await channelInfo(sender, channel, options);
    if (info !== null && isLan(info)) return channel;
  }
  const logIn = { channel: PRESENT_CHANNEL, privilege: Privilege.Administrator } as const;
  const capabilities = await attempt(sender.send(getChannelAuthenticationCapabilities, logIn, options));
  return capabilities !== null && isNumber(capabilities.channel) ? capabilities.channel : PRESENT_CHANNEL;
}

function channelInfo(
  sender: CommandSender,
  channel: number,
  options: ReaderOptions,
): Promise<ChannelInfo | null> {
  return attempt(sender.send(getChannelInfo, { channel }, options));
}

function isLan({ medium }: ChannelInfo): boolean {
  return medium === "lan" || medium === "other-lan";
}

function isNumber(channel: number): boolean {
  return channel >= FIRST_CHANNEL && channel <= LAST_CHANNEL;
}

async function attempt<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer;
  } catch (error) {
    if (isLocal(error)) return null;
    throw error;
  }
}
