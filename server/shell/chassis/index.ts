import { powerGroup, powerVerbs } from "../power/power";
import type { Verb } from "../verb";
import { alwaysHelps, type VerbGroup } from "../verb-group";
import { bootDevice } from "./boot-device";
import { bootMailbox, bootMailboxGroup } from "./boot-mailbox";
import { bootFlagHelp, bootParameter, bootParameterHelp } from "./boot-parameter";
import { poh, restartCause } from "./history";
import { identify } from "./identify";
import { policy, policyGroup } from "./policy";
import { selftest } from "./selftest";
import { status } from "./status";

export const verbs: readonly Verb[] = [
  status,
  ...powerVerbs(["chassis", "power"]),
  ...policy,
  restartCause,
  poh,
  identify,
  selftest,
  bootDevice,
  ...bootParameter,
  ...bootMailbox,
];

export const help = `Chassis Commands:
  status, power, policy, restart_cause
  poh, identify, selftest,
  bootdev, bootparam, bootmbox`;

export const groups: Readonly<Record<string, VerbGroup>> = {
  chassis: {
    helpExitCode: 1,
    alone: { text: help, exitCode: 1 },
    unknown: (word) => ({ text: `Invalid chassis command: ${word}`, exitCode: 1 }),
  },
  "chassis power": powerGroup,
  "chassis policy": policyGroup,
  "chassis bootparam": alwaysHelps(bootParameterHelp),
  "chassis bootparam set": {
    ...alwaysHelps(bootFlagHelp),
    alone: { text: bootParameterHelp, exitCode: 1 },
  },
  "chassis bootmbox": bootMailboxGroup,
};
