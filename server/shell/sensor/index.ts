import type { Verb } from "../verb";
import { get } from "./get";
import { sensorHelp } from "./help";
import { list } from "./list";
import { reading } from "./reading";
import { thresh } from "./thresh";

export const verbs: readonly Verb[] = [list, get, reading, thresh];

export const help = sensorHelp;
