import type { Verb } from "../verb";
import { alwaysHelps, type VerbGroup } from "../verb-group";
import { activate } from "./activate";
import { deactivate } from "./deactivate";
import { solHelp } from "./help";
import { info } from "./info";
import { looptest } from "./looptest";
import { payloadDisable, payloadEnable, payloadStatus } from "./payload";
import { set } from "./set";
import { usage } from "./usage";

export const verbs: readonly Verb[] = [
  info,
  set,
  payloadEnable,
  payloadDisable,
  payloadStatus,
  activate,
  deactivate,
  looptest,
  usage,
];

export const help = solHelp;

export const groups: Readonly<Record<string, VerbGroup>> = {
  sol: { ...alwaysHelps(solHelp), helpExitCode: 0, alone: { text: solHelp, exitCode: 0 } },
  "sol payload": alwaysHelps(solHelp),
};
