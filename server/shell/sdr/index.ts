import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { dump } from "./dump";
import { fill, fillGroup } from "./fill";
import { fillCollected } from "./fill-collected";
import { get } from "./get";
import { sdrHelp } from "./help";
import { info } from "./info";
import { elist, list } from "./list";
import { entity, type } from "./select";

export const verbs: readonly Verb[] = [list, elist, type, get, info, entity, dump, fill, ...fillCollected];

export const help = sdrHelp;

export const groups: Readonly<Record<string, VerbGroup>> = {
  sdr: { unknown: (word) => ({ text: `Invalid SDR command: ${word}`, exitCode: 1 }) },
  "sdr fill": fillGroup,
};
