import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError, type Verb } from "../verb";
import type { VerbGroup } from "../verb-group";
import { listFilters, switchFilter } from "./filter";
import { filterHelp, pefHelp, policyHelp } from "./help";
import { info } from "./info";
import { listPolicies, switchPolicy } from "./policy";
import { status } from "./status";

/** ipmitool names these and does nothing: its words, and its exit code. */
const named: readonly Verb[] = [
  ["pef", "capabilities"],
  ["pef", "event"],
  ["pef", "pet"],
  ["pef", "timer"],
  ["pef", "filter", "create"],
  ["pef", "filter", "delete"],
  ["pef", "policy", "create"],
  ["pef", "policy", "delete"],
].map((path) =>
  defineVerb<never, never>({
    path,
    usage: "",
    summary: "Not implemented, as in ipmitool",
    privilege: Privilege.User,
    class: "read",
    parse: () => {
      throw new UsageError("Not implemented.", 0);
    },
    run: () => Promise.reject(new UsageError("Not implemented.", 0)),
    text: () => "",
  }),
);

export const verbs: readonly Verb[] = [
  info,
  status,
  listFilters,
  ...switchFilter,
  listPolicies,
  ...switchPolicy,
  ...named,
];

export const help = pefHelp;

/** A wrong word below `filter` and `policy` ends well in ipmitool. */
export const groups: Readonly<Record<string, VerbGroup>> = {
  pef: { unknown: (word) => ({ text: `Invalid PEF command: '${word}'\n\n`, exitCode: 1 }) },
  "pef filter": {
    help: filterHelp,
    unknown: (word) => ({ text: `Invalid PEF Filter command: ${word}\n${filterHelp}`, exitCode: 0 }),
  },
  "pef policy": {
    help: policyHelp,
    unknown: (word) => ({ text: `Invalid PEF Policy command: ${word}\n${policyHelp}`, exitCode: 0 }),
  },
};
