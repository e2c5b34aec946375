import { CompletionCodeError, Privilege } from "@/server/ipmi";
import { lanChannel } from "../lan/lan-channel";
import { defineVerb, type Verb, type VerbContext, VerbFailure } from "../verb";
import { usages } from "./help";
import { type Ipv6Value, readIpv6Values, type Selection } from "./read";
import { savedScript } from "./saved-text";
import { parseChannel, parseSelection } from "./selection";
import { printedValue } from "./value-text";

interface PrintArguments extends Selection {
  /** Null: the first LAN channel. */
  readonly channel: number | null;
}

interface Ipv6Settings {
  readonly channel: number;
  readonly values: readonly Ipv6Value[];
}

function parse(word: "print" | "save", [channelWord, ...words]: readonly string[]): PrintArguments {
  const channel = channelWord === undefined ? null : parseChannel(channelWord);
  return { channel, ...parseSelection(word, words).selection };
}

async function read(
  context: VerbContext,
  { channel: named, ...selection }: PrintArguments,
): Promise<Ipv6Settings> {
  const channel = named ?? (await lanChannel(context, null, () => "No LAN channel found"));
  try {
    return { channel, values: await readIpv6Values(context, channel, selection) };
  } catch (error) {
    // It was told already.
    if (error instanceof CompletionCodeError) throw new VerbFailure("", { cause: error });
    throw error;
  }
}

function reading(word: "print" | "save", summary: string, text: (settings: Ipv6Settings) => string): Verb {
  return defineVerb<PrintArguments, Ipv6Settings>({
    path: ["lan6", word],
    usage: usages[word].slice(word.length + 1),
    summary,
    privilege: Privilege.Operator,
    class: "read",
    parse: (words) => parse(word, words),
    run: read,
    text,
  });
}

export const print = reading("print", "IPv6 settings of a LAN channel", ({ values }) =>
  values.map(printedValue).join(""),
);

export const save = reading("save", "IPv6 settings as lines for exec", ({ channel, values }) =>
  savedScript(channel, values),
);
