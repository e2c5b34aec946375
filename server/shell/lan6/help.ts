import { type Ipv6Parameter, ipv6Parameters } from "./parameters";

export const usages = {
  save: "save <channel> [<parameter> [<set_sel> [<block_sel>]]]",
  set: "set <channel> [nolock] <parameter> [<set_sel> [<block_sel>]] <values...>",
  print: "print <channel> [<parameter> [<set_sel> [<block_sel>]]]",
  lock: "lock <channel>",
  commit: "commit <channel>",
  discard: "discard <channel>",
} as const;

export type Lan6Word = keyof typeof usages;

/** Whether `lan6 help` knows it. */
export function isLan6Word(word: string | undefined): word is Lan6Word | "help" {
  return word === "help" || Object.hasOwn(usages, word ?? "");
}

/** What ipmitool prints on its standard output for `lan6 help`. */
export const lan6Help = ["help [command]", ...Object.values(usages)].map((line) => `  ${line}\n`).join("");

/** The same for `lan6 help <word>`. `save` writes what `set` reads, and takes the same. */
export function helpOf(word: Lan6Word | "help"): string {
  if (word === "help") return "  help [command]\n";
  const usage = `  ${usages[word]}\n`;
  if (word !== "save" && word !== "print" && word !== "set") return usage;
  return `${usage}\n   available parameters:\n${parametersText(word !== "print")}`;
}

/** `writing`: those that can be written, and how. */
export function parametersText(writing: boolean): string {
  return ipv6Parameters
    .filter(({ format }) => !writing || format !== null)
    .map((parameter) => parameterText(parameter, writing))
    .join("");
}

export function parameterText({ word, format, firstSet, inBlocks }: Ipv6Parameter, writing: boolean): string {
  const selectors = `${firstSet === undefined ? "" : " <set_sel>"}${inBlocks ? " <block_sel>" : ""}`;
  return `    ${word}${selectors} ${writing ? format : ""}\n`;
}
