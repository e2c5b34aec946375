import type { VerbOutcome } from "@/server/shell/run-verb";

export interface HostOutcome {
  readonly host: string;
  readonly outcome: VerbOutcome;
}

/** Runs on all hosts, `fanout` of them at a time, and hands out each outcome as it comes. */
export async function runOnMany(
  hosts: readonly string[],
  fanout: number,
  run: (host: string) => Promise<VerbOutcome>,
  finished: (outcome: HostOutcome) => void,
): Promise<void> {
  const waiting = hosts.values();
  const worker = async () => {
    for (const host of waiting) finished({ host, outcome: await run(host) });
  };
  await Promise.all(Array.from({ length: Math.min(fanout, hosts.length) }, worker));
}
