import type { Verb } from "../verb";
import { alwaysHelps, type VerbGroup } from "../verb-group";
import { disable, enable, privilege, setName } from "./change";
import { userHelp } from "./help";
import { list, summary } from "./list";
import { setPassword, test } from "./password";

export const verbs: readonly Verb[] = [summary, list, setName, setPassword, disable, enable, privilege, test];

export const help = userHelp;

export const groups: Readonly<Record<string, VerbGroup>> = {
  user: { unknown: (word) => ({ text: `Invalid user command: '${word}'\n\n${userHelp}`, exitCode: 1 }) },
  "user set": alwaysHelps(userHelp),
};
