import type { PowerVerb } from "@/lib/contracts/action";

const powerVerbs: Readonly<Record<string, PowerVerb>> = {
  on: "on",
  off: "off",
  soft: "soft-off",
  cycle: "cycle",
  reset: "reset",
  diag: "nmi",
};

/** What a verb does to the host's power, in the words of the power service; null for any other verb. */
export function powerVerbOf(verb: string): PowerVerb | null {
  const word = /^(?:chassis )?power (\w+)$/.exec(verb)?.[1];
  return (word !== undefined && powerVerbs[word]) || null;
}
