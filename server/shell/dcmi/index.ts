import type { Verb } from "../verb";
import { alwaysHelps, type Saying, type VerbGroup } from "../verb-group";
import { configuration } from "./configuration";
import { discover } from "./discover";
import { dcmiHelp, powerHelp, thermalPolicyHelp } from "./help";
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
const wrongPower: Saying = { text: powerHelp, output: "\n", exitCode: 0 };
const wrongThermalPolicy: Saying = { text: thermalPolicyHelp, output: "\n", exitCode: 1 };

export const groups: Readonly<Record<string, VerbGroup>> = {
  dcmi: alwaysHelps(dcmiHelp),
  "dcmi power": {
    help: powerHelp,
    helped: () => wrongPower,
    alone: { text: powerHelp, exitCode: 1 },
    unknown: () => wrongPower,
  },
  "dcmi thermalpolicy": {
    help: thermalPolicyHelp,
    helped: () => wrongThermalPolicy,
    alone: { text: "Get <entityID> <instanceID>", output: "\n", exitCode: 1 },
    unknown: () => wrongThermalPolicy,
  },
};
