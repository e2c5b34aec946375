import type { Verb } from "../verb";
import { configuration } from "./configuration";
import { discover } from "./discover";
import { dcmiHelp, powerHelp } from "./help";
import { power } from "./power";
import { strings } from "./strings";
import { temperatures } from "./temperatures";
import { thermalPolicy } from "./thermal-policy";

export const verbs: readonly Verb[] = [
  discover,
  ...power,
  ...temperatures,
  ...strings,
  ...thermalPolicy,
  ...configuration,
];

export const help = dcmiHelp;
export const helps = { "dcmi power": powerHelp };
export const bare = { dcmi: 1, "dcmi help": 1, "dcmi power": 1 };
