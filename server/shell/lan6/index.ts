import type { Verb } from "../verb";
import type { Saying, VerbGroup } from "../verb-group";
import { helpOf, isLan6Word, lan6Help } from "./help";
import { print, save } from "./print";
import { commit, discard, lock, set } from "./set";

export const verbs: readonly Verb[] = [save, set, print, lock, commit, discard];

export const help = lan6Help;

/** ipmitool shows these on its standard output. */
const shown = (output: string, exitCode: number): Saying => ({ text: "", output, exitCode });

export const groups: Readonly<Record<string, VerbGroup>> = {
  lan6: {
    alone: shown(lan6Help, 0),
    helped: ([word]) => shown(isLan6Word(word) ? helpOf(word) : lan6Help, 0),
    unknown: () => shown(lan6Help, 1),
  },
};
