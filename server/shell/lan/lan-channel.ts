import { CompletionCode, CompletionCodeError, DecodeError, getChannelInfo } from "@/server/ipmi";
import { completionText } from "../completion-text";
import { parseByte } from "../numbers";
import { UsageError, type VerbContext, VerbFailure } from "../verb";

const FIRST = 1;
const LAST_SEARCHED = 13;
const LAST = 14;

/** A channel of a lan verb: any byte, whether it is a LAN channel is for the BMC to say. */
export function parseLanChannel(word: string): number {
  const channel = parseByte(word);
  if (channel === null) throw new UsageError(`Invalid channel: ${word}`);
  return channel;
}

/** The channel named, or the first LAN channel of the BMC. `refusal` makes the words for a channel that is none. */
export async function lanChannel(
  context: VerbContext,
  named: number | null,
  refusal: (channel: number) => string,
): Promise<number> {
  if (named !== null) {
    if (await isLanChannel(context, named)) return named;
    throw new VerbFailure(refusal(named));
  }
  for (let channel = FIRST; channel <= LAST_SEARCHED; channel++) {
    if (await isLanChannel(context, channel)) return channel;
  }
  throw new VerbFailure(refusal(0));
}

async function isLanChannel({ bmc, signal, note }: VerbContext, channel: number): Promise<boolean> {
  if (channel < FIRST || channel > LAST) return false;
  try {
    const { medium } = await bmc.send(getChannelInfo, { channel }, { signal });
    return medium === "lan" || medium === "other-lan";
  } catch (error) {
    if (error instanceof DecodeError) return false;
    if (!(error instanceof CompletionCodeError)) throw error;
    // An invalid field is how a BMC says that there is no such channel.
    if (error.completionCode !== CompletionCode.InvalidField) {
      note(`Get Channel Info command failed: ${completionText(error.completionCode)}`);
    }
    return false;
  }
}
