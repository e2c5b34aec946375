import type { VerbFolder } from "./registry";
import { UsageError } from "./verb";
import type { Saying, VerbGroup } from "./verb-group";

/** What to say of words that name no verb of their folder; the first of them names the folder. */
export function refusalOf(folder: VerbFolder, said: readonly string[]): UsageError {
  const { text, exitCode, output } = sayingOf(folder, said);
  return new UsageError(text, exitCode, output);
}

function sayingOf(folder: VerbFolder, said: readonly string[]): Saying {
  const path = groupPath(folder, said);
  const group = groupOf(folder, path);
  const word = said[path.length];
  if (word === "help") {
    if (group.helped) return group.helped(said.slice(path.length + 1));
    const { help = helpOf(folder, path) ?? "", helpExitCode = 0 } = group;
    return { text: help, exitCode: helpExitCode };
  }
  const help = group.help ?? helpOf(folder, path) ?? "";
  if (word === undefined) {
    return group.alone ?? { text: `Not enough parameters given.\n${help}`, exitCode: 1 };
  }
  const [first, ...rest] = path;
  const spoken = [folder.spoken ?? first, ...rest].join(" ");
  return group.unknown?.(word) ?? { text: `Invalid ${spoken} command: ${word}\n${help}`, exitCode: 1 };
}

/** As many of the words as begin a verb, or have something to say. */
function groupPath(folder: VerbFolder, said: readonly string[]): readonly string[] {
  let length = 1;
  while (length < said.length) {
    const longer = said.slice(0, length + 1);
    const isKnown = folder.groups?.[longer.join(" ")] !== undefined;
    if (!isKnown && !folder.verbs.some(({ path }) => beginsWith(path, longer))) break;
    length += 1;
  }
  return said.slice(0, length);
}

function groupOf(folder: VerbFolder, path: readonly string[]): VerbGroup {
  const said = folder.groups?.[path.join(" ")] ?? {};
  return path.length === 1 && folder.help !== undefined ? { help: folder.help, ...said } : said;
}

/** ipmitool's own text, or lines made from the verbs; null when the words begin none. */
export function helpOf(folder: VerbFolder, path: readonly string[]): string | null {
  const { help } = groupOf(folder, path);
  if (help !== undefined) return help;
  const lines = folder.verbs
    .filter((verb) => beginsWith(verb.path, path))
    .map(({ path, usage, summary }) => `${[...path, usage].join(" ").trim().padEnd(40)}  ${summary}`);
  return lines.length > 0 ? lines.join("\n") : null;
}

function beginsWith(words: readonly string[], path: readonly string[]): boolean {
  return path.length <= words.length && path.every((word, index) => word === words[index]);
}
