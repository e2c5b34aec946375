import type { Verb } from "../verb";
import { enables } from "./enables";
import { guid } from "./guid";
import { mcHelp } from "./help";
import { info } from "./info";
import { reset } from "./reset";
import { selftest } from "./selftest";
import { systemInfo } from "./system-info";
import { watchdog } from "./watchdog";

export const verbs: readonly Verb[] = [
  info,
  guid,
  ...reset,
  selftest,
  ...enables,
  ...systemInfo,
  ...watchdog,
];

export const spoken = "mc/bmc";
export const help = mcHelp;
export const helps = { "mc reset": "usage: mc reset <warm|cold>" };
