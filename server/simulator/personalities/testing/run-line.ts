import type { IpmiClient } from "@/server/ipmi";
import { lookUp } from "@/server/shell/registry";
import { runVerb, type VerbOutcome } from "@/server/shell/run-verb";
import { createVerbContext } from "@/server/shell/verb-context";
import type { personalityBench } from "./personality-bench";

/** A line of the command line before a BMC that misbehaves. */
export async function runLine(
  { run, clock }: Pick<ReturnType<typeof personalityBench>, "run" | "clock">,
  line: string,
): Promise<VerbOutcome> {
  const { signal } = new AbortController();
  // Verbs are loaded from files: the virtual clock knows nothing of that.
  const found = await lookUp(line.split(" "));
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.setTimeout(resolve, ms));
  const context = (client: IpmiClient) => ({
    ...createVerbContext({ client, signal, note: () => {}, utc: true }),
    wait,
  });
  return run((client) => runVerb(found, context(client)));
}
