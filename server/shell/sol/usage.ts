import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError } from "../verb";
import { solHelp } from "./help";

/** `sol` alone only tells what there is, and that is no mistake. */
export const usage = defineVerb<never, never>({
  path: ["sol", "help"],
  aliases: [["sol"]],
  usage: "",
  summary: "What there is for serial over LAN",
  privilege: Privilege.Callback,
  class: "read",
  parse: () => {
    throw new UsageError(solHelp, 0);
  },
  run: () => Promise.reject(new UsageError(solHelp, 0)),
  text: () => "",
});
