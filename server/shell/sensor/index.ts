import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { get } from "./get";
import { sensorHelp } from "./help";
import { list } from "./list";
import { reading } from "./reading";
import { thresh } from "./thresh";

export const verbs: readonly Verb[] = [list, get, reading, thresh];

export const help = sensorHelp;

export const groups: Readonly<Record<string, VerbGroup>> = {
  sensor: { unknown: (word) => ({ text: `Invalid sensor command: ${word}`, exitCode: 1 }) },
};
