import type { IpmiClient } from "@/server/ipmi";
import { lookUp } from "@/server/shell/registry";
import { runVerb, type VerbOutcome } from "@/server/shell/run-verb";
import { createVerbContext } from "@/server/shell/verb-context";
import type { personalityBench } from "./personality-bench";

/** A line of the command line before a BMC that misbehaves. */
export async function runLine(
  { run }: Pick<ReturnType<typeof personalityBench>, "run">,
  line: string,
): Promise<VerbOutcome> {
  const { signal } = new AbortController();
  // Verbs are loaded from files: the virtual clock knows nothing of that.
  const found = await lookUp(line.split(" "));
  const context = (client: IpmiClient) => createVerbContext({ client, signal, note: () => {}, utc: true });
  return run((client) => runVerb(found, context(client)));
}
