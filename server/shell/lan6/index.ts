import type { Verb } from "../verb";
import { helpOf, lan6Help } from "./help";
import { print, save } from "./print";
import { commit, discard, lock, set } from "./set";

export const verbs: readonly Verb[] = [save, set, print, lock, commit, discard];

export const help = lan6Help;

export const helps = {
  "lan6 save": helpOf("save"),
  "lan6 set": helpOf("set"),
  "lan6 print": helpOf("print"),
};
