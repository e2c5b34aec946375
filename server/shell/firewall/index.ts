import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError, type Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { firewallHelp } from "./help";
import { info } from "./info";

/** `firewall` alone only tells what there is, and that is no mistake. */
const usage = defineVerb<never, never>({
  path: ["firewall", "help"],
  aliases: [["firewall"]],
  usage: "",
  summary: "What there is for the firmware firewall",
  privilege: Privilege.Callback,
  class: "read",
  parse: () => {
    throw new UsageError(firewallHelp, 0);
  },
  run: () => Promise.reject(new UsageError(firewallHelp, 0)),
  text: () => "",
});

/** A word that nobody knows ends well in ipmitool. */
export const groups: Readonly<Record<string, VerbGroup>> = {
  firewall: {
    unknown: (word) => ({ text: `Invalid firewall command: ${word}\n${firewallHelp}`, exitCode: 0 }),
  },
};

export const verbs: readonly Verb[] = [info, usage];

export const help = firewallHelp;
