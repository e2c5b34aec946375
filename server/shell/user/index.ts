import type { Verb } from "../verb";
import { disable, enable, privilege, setName } from "./change";
import { userHelp } from "./help";
import { list, summary } from "./list";
import { setPassword, test } from "./password";

export const verbs: readonly Verb[] = [summary, list, setName, setPassword, disable, enable, privilege, test];

export const help = userHelp;
