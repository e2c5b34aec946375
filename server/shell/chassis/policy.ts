import { Privilege } from "@/server/ipmi";
import {
  type PowerRestorePolicy,
  type SupportedPolicies,
  setPowerRestorePolicy,
} from "@/server/ipmi/commands/chassis/set-power-restore-policy";
import { failAs } from "../fail-as";
import { defineVerb, type Verb, type VerbContext } from "../verb";
import { alwaysHelps, type VerbGroup } from "../verb-group";

export const policyGroup: VerbGroup = {
  ...alwaysHelps(`chassis policy <state>
   list        : return supported policies
   always-on   : turn on when power is restored
   previous    : return to previous state when power is restored
   always-off  : stay off after power is restored`),
  unknown: (word) => ({ text: `Invalid chassis policy: ${word}`, exitCode: 1 }),
};

function send({ bmc, signal }: VerbContext, policy: PowerRestorePolicy): Promise<SupportedPolicies> {
  return failAs(bmc.send(setPowerRestorePolicy, { policy }, { signal }), {
    silent: "Error in Power Restore Policy command",
    refused: "Power Restore Policy command failed",
  });
}

const list = defineVerb<void, SupportedPolicies>({
  path: ["chassis", "policy", "list"],
  usage: "",
  summary: "What the system can do when mains power comes back",
  privilege: Privilege.Operator,
  class: "read",
  parse: () => undefined,
  run: (context) => send(context, "no-change"),
  text: ({ alwaysOff, alwaysOn, previous }) =>
    `Supported chassis power policy:  ${alwaysOff ? "always-off " : ""}${alwaysOn ? "always-on " : ""}${previous ? "previous" : ""}\n`,
});

function choose(policy: Exclude<PowerRestorePolicy, "no-change">, summary: string): Verb {
  return defineVerb<void, { readonly policy: PowerRestorePolicy }>({
    path: ["chassis", "policy", policy],
    usage: "",
    summary,
    privilege: Privilege.Operator,
    class: "idempotent",
    parse: () => undefined,
    run: async (context) => {
      await send(context, policy);
      return { policy };
    },
    text: () => `Set chassis power restore policy to ${policy}\n`,
  });
}

export const policy: readonly Verb[] = [
  list,
  choose("always-on", "Turn on when mains power comes back"),
  choose("previous", "Return to the state before when mains power comes back"),
  choose("always-off", "Stay off when mains power comes back"),
];
