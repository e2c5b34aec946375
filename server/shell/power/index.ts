import type { Verb } from "../verb";
import { POWER_HELP, powerVerbs } from "./power";

export const verbs: readonly Verb[] = powerVerbs(["power"]);
export const help = POWER_HELP;
export const bare = { power: 0 };
