import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { info, sessionHelp } from "./info";

export const verbs: readonly Verb[] = [info];

export const help = sessionHelp;
export const spoken = "SESSION";

export const groups: Readonly<Record<string, VerbGroup>> = {
  session: { alone: { text: sessionHelp, exitCode: 0 } },
};
