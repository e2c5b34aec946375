import {
  CompletionCodeError,
  lanParameters,
  Privilege,
  type SetProgress,
  setLanConfigurationParameters,
  type WritableLanParameter,
} from "@/server/ipmi";
import { writeLanParameter } from "../lan/write-parameter";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import { helpOf, parametersText, usages } from "./help";
import type { Ipv6Parameter, Piece } from "./parameters";
import { failureText } from "./read";
import { parseChannel, parseSelection } from "./selection";
import { parseValues } from "./values";

interface SetArguments {
  readonly channel: number;
  /** Somebody else has locked. */
  readonly nolock: boolean;
  readonly parameter: Ipv6Parameter;
  readonly set: number;
  readonly block: number;
  readonly values: readonly Uint8Array[];
}

export const set = defineVerb<SetArguments, Pick<SetArguments, "channel" | "set" | "block">>({
  path: ["lan6", "set"],
  usage: usages.set.slice("set ".length),
  summary: "Changes an IPv6 setting of a LAN channel and reads it back",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: ([channelWord, ...words]) => {
    if (channelWord === undefined) throw new UsageError("", 1, helpOf("set"));
    const channel = parseChannel(channelWord);
    const nolock = words[0]?.toLowerCase() === "nolock";
    const { selection, rest } = parseSelection("set", nolock ? words.slice(1) : words);
    const { parameter, set: index, block } = selection;
    if (parameter === null) {
      throw new UsageError("invalid parameter, must be one of:", 1, parametersText(true));
    }
    if (index === null) throw new UsageError("set selector is not specified");
    if (block === null) throw new UsageError("block selector is not specified");
    if (parameter.format === null) throw new UsageError(`${parameter.word} can only be read`);
    if (parameter.pieces(index).length === 0) throw new UsageError("invalid value");
    return { channel, nolock, parameter, set: index, block, values: parseValues(parameter, rest) };
  },
  run: async (context, { channel, nolock, parameter, set: index, block, values }) => {
    for (const [at, piece] of parameter.pieces(index).entries()) {
      const place = { set: index, block: piece.block ?? block };
      const value = Buffer.from(values[at] ?? []);
      await writeLanParameter(context, {
        channel,
        parameter: writable(parameter, piece, place),
        value,
        ...place,
        marked: nolock,
        output: "",
      });
    }
    return { channel, set: index, block };
  },
  text: () => "",
});

interface Place {
  readonly set: number;
  readonly block: number;
}

/** A piece as bytes, its selectors before them. */
function writable(parameter: Ipv6Parameter, piece: Piece, place: Place): WritableLanParameter<Buffer> {
  const selectors = [place.set, place.block].slice(0, piece.selectors);
  return {
    selector: piece.selector,
    name: piece.name,
    encode: (value) => Buffer.concat([Buffer.from(selectors), value]),
    decode: (data) => {
      const bytes = Buffer.alloc(piece.bytes);
      data.rest().copy(bytes, 0, piece.selectors);
      // The state of an address is the BMC's answer to what was written, not part of it.
      if (parameter.word === "static_addr") bytes.writeUInt8(0, piece.bytes - 1);
      return bytes;
    },
  };
}

/** `lock`, `commit`, `discard`: marks the configuration for the `set … nolock` lines between them. */
function marking(word: "lock" | "commit" | "discard", states: readonly SetProgress[], summary: string): Verb {
  return defineVerb<number, { channel: number }>({
    path: ["lan6", word],
    usage: "<channel>",
    summary,
    privilege: Privilege.Administrator,
    class: "idempotent",
    parse: ([channelWord]) => {
      if (channelWord === undefined) throw new UsageError("", 1, helpOf(word));
      return parseChannel(channelWord);
    },
    run: async (context, channel) => {
      for (const state of states) await mark(context, channel, state);
      return { channel };
    },
    text: () => "",
  });
}

async function mark({ bmc, signal }: VerbContext, channel: number, value: SetProgress): Promise<void> {
  const { setInProgress } = lanParameters;
  try {
    await bmc.send(setLanConfigurationParameters(setInProgress), { channel, value }, { signal });
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    throw new VerbFailure(failureText("set", "Set In Progress", error), { cause: error });
  }
}

export const lock = marking("lock", ["set-in-progress"], "Marks the settings as being changed");
export const commit = marking("commit", ["commit-write", "set-complete"], "Puts changes into force");
export const discard = marking("discard", ["set-complete"], "Gives up changes and the mark");
