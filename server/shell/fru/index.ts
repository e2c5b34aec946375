import type { Verb } from "../verb";
import { edit } from "./edit";
import { fruHelp } from "./help";
import { list, print } from "./print";
import { read, write } from "./transfer";

export const verbs: readonly Verb[] = [print, list, read, write, edit];

export const help = fruHelp;
