import type { IpmiClient } from "../../../ipmi/ipmi-client";
import { createMachine } from "../../machine/create-machine";
import type { Personality } from "../../personality";
import { dell } from "../../profiles/dell";
import { simulatorBench } from "../../testing/simulator-bench";

/** 2026-01-01, so that the machine's clock is set. */
const NOW = 1_767_225_600_000;

/** The engine before a simulated server that misbehaves in this way. `run` lets time pass until an answer is there. */
export function personalityBench(all: readonly Personality[], ...names: readonly string[]) {
  const chosen = names.map((name) => {
    const found = all.find((personality) => personality.name === name);
    if (found === undefined) throw new Error(`no personality is called ${name}`);
    return found;
  });
  const bench = simulatorBench({
    machine: (clock) =>
      createMachine({
        profile: dell,
        seed: 1,
        clock,
        now: () => NOW + clock.now(),
        user: "admin",
        password: "correct horse",
      }),
    personalities: chosen,
  });
  const run = <Result>(work: (client: IpmiClient) => Promise<Result>) => bench.clock.run(work(bench.client));
  return { ...bench, run };
}
