import { type Command, coldReset, IpmiError, Privilege } from "@/server/ipmi";
import { warmReset } from "@/server/ipmi/commands/app/warm-reset";
import { failAs } from "../fail-as";
import { defineVerb, type Verb, VerbFailure } from "../verb";

/** Cold reset: its answer is often never sent, the BMC is gone by then. */
const LAST_WORDS_MS = 3_000;

function resetVerb(kind: "warm" | "cold", command: Command<void, void>): Verb {
  return defineVerb<void, { readonly reset: string }>({
    path: ["mc", "reset", kind],
    usage: "",
    summary: `Restart the management controller (${kind})`,
    privilege: Privilege.Administrator,
    class: "once",
    parse: () => undefined,
    run: async ({ bmc, signal }) => {
      const options = kind === "cold" ? { signal, budgetMs: LAST_WORDS_MS } : { signal };
      const sent = failAs(bmc.send(command, undefined, options), {
        silent: "MC reset command failed.",
        refused: "MC reset command failed",
      });
      await (kind === "cold" ? sent.catch(ignoreSilence) : sent);
      return { reset: kind };
    },
    text: () => `Sent ${kind} reset command to MC\n`,
  });
}

/** What the specification expects of a BMC that restarts (IPMI 2.0 §20.2). */
function ignoreSilence(error: unknown): void {
  const cause = error instanceof VerbFailure ? error.details.cause : error;
  if (!(cause instanceof IpmiError && cause.code === "outcome-unknown")) throw error;
}

export const reset: readonly Verb[] = [resetVerb("warm", warmReset), resetVerb("cold", coldReset)];
