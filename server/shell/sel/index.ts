import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { add, clear, remove } from "./change";
import { ereadraw, readraw, save, writeraw } from "./files";
import { get } from "./get";
import { info } from "./info";
import { interpret } from "./interpret";
import { elist, list } from "./list";
import { timeGet, timeSet, timeUsage } from "./time";

export const verbs: readonly Verb[] = [
  info,
  clear,
  remove,
  list,
  elist,
  get,
  add,
  timeGet,
  timeSet,
  timeUsage,
  save,
  readraw,
  ereadraw,
  writeraw,
  interpret,
];

export const help =
  "SEL Commands:  info clear delete list elist get add time save readraw writeraw interpret";

export const groups: Readonly<Record<string, VerbGroup>> = {
  sel: { unknown: (word) => ({ text: `Invalid SEL command: ${word}`, exitCode: 1 }) },
};
