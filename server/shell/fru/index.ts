import type { Verb } from "../verb";
import { edit } from "./edit";
import { fruHelp } from "./help";
import { internalUse } from "./internal-use";
import { list, print } from "./print";
import { read, write } from "./transfer";

export const verbs: readonly Verb[] = [print, list, read, write, edit, internalUse];

export const spoken = "FRU";
export const help = fruHelp;
