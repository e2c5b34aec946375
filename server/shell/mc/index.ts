import type { Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { enables } from "./enables";
import { guid } from "./guid";
import { mcHelp } from "./help";
import { info } from "./info";
import { reset } from "./reset";
import { selftest } from "./selftest";
import { systemInfo } from "./system-info";
import { watchdog } from "./watchdog";
import { watchdogHelp } from "./watchdog-options";

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
export const groups: Readonly<Record<string, VerbGroup>> = {
  "mc reset": { help: "usage: mc reset <warm|cold>" },
  "mc watchdog": { help: watchdogHelp },
};
