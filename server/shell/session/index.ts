import type { Verb } from "../verb";
import { info, sessionHelp } from "./info";

export const verbs: readonly Verb[] = [info];

export const help = sessionHelp;
