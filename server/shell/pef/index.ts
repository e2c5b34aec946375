import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError, type Verb } from "../verb";
import { listFilters, switchFilter } from "./filter";
import { pefHelp } from "./help";
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
