import type { Verb } from "../verb";
import { fruHelp } from "./help";
import { list, print } from "./print";

export const verbs: readonly Verb[] = [print, list];

export const help = fruHelp;
