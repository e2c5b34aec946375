import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { POWER_HELP, powerGroup, powerVerbs } from "./power";

export const verbs: readonly Verb[] = powerVerbs(["power"]);
export const help = POWER_HELP;
export const groups: Readonly<Record<string, VerbGroup>> = { power: powerGroup };
