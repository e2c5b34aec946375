import { parseNumber } from "../numbers";
import { UsageError } from "../verb";
import { helpOf, type Lan6Word } from "./help";
import { ipv6ParameterNamed } from "./parameters";
import type { Selection } from "./read";

const MOST = 0x7fff_ffff;

/** The channel of `lan6` verbs: whether it is a LAN channel is for the BMC to say. */
export function parseChannel(word: string): number {
  const channel = parseNumber(word, -MOST, MOST);
  if (channel === null) throw new UsageError(`Invalid channel: ${word}`);
  return channel;
}

/** `[<parameter> [<set_sel> [<block_sel>]]]`, and what follows. Throws UsageError. */
export function parseSelection(
  verb: Lan6Word,
  words: readonly string[],
): { readonly selection: Selection; readonly rest: readonly string[] } {
  const [named, setWord, blockWord] = words;
  if (named === undefined) return { selection: { parameter: null, set: null, block: null }, rest: [] };
  const refuse = (why: string) => new UsageError(why, 1, helpOf(verb));
  const parameter = ipv6ParameterNamed(named);
  if (parameter === null) throw refuse("invalid parameter");
  const { firstSet, inBlocks } = parameter;
  if (firstSet === undefined) return { selection: { parameter, set: 0, block: 0 }, rest: words.slice(1) };
  if (setWord === undefined) {
    return { selection: { parameter, set: null, block: inBlocks ? null : 0 }, rest: [] };
  }
  const set = parseNumber(setWord, firstSet, MOST);
  if (set === null) throw refuse("invalid set selector");
  if (!inBlocks) return { selection: { parameter, set, block: 0 }, rest: words.slice(2) };
  if (blockWord === undefined) return { selection: { parameter, set, block: null }, rest: [] };
  const block = parseNumber(blockWord, 0, MOST);
  if (block === null) throw refuse("invalid block selector");
  return { selection: { parameter, set, block }, rest: words.slice(3) };
}
