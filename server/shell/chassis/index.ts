import { POWER_HELP, powerVerbs } from "../power/power";
import type { Verb } from "../verb";
import { bootDevice } from "./boot-device";
import { bootMailbox } from "./boot-mailbox";
import { bootParameter } from "./boot-parameter";
import { poh, restartCause } from "./history";
import { identify } from "./identify";
import { policy } from "./policy";
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

export const helps = { "chassis power": POWER_HELP };
export const bare = { chassis: 1, "chassis help": 1, "chassis power": 0 };
