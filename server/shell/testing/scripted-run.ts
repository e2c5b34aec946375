import { Credentials, createIpmiClient, systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import type { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { lookUp } from "../registry";
import { runVerb, type VerbOutcome } from "../run-verb";
import type { VerbView } from "../verb";
import { createVerbContext } from "../verb-context";

/** A line of the shell against a BMC made of functions: for verbs that no simulator of others knows. */
export async function runOn(
  bmc: ScriptedBmc,
  line: string,
  view: Partial<VerbView> = {},
): Promise<VerbOutcome & { readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const client = createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: { address: "127.0.0.1", port: 9 },
    credentials: new Credentials({ username: "", password: "" }),
  });
  const context = createVerbContext({
    client,
    bmc,
    signal: new AbortController().signal,
    note: (note) => notes.push(note),
    ...view,
  });
  return { ...(await runVerb(await lookUp(line.split(" ")), context)), notes };
}
