import { vi } from "vitest";
import type { Action } from "@/lib/contracts/action";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { ipmiDriver } from "@/server/bmc/ipmi/driver";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { ActionRig } from "@/server/services/actions/testing/action-rig";
import type { Personality } from "../../personality";
import { personalityBench } from "./personality-bench";

/** Both clocks go on together in steps of this. */
const STEP_MS = 500;
const LIMIT_MS = 900_000;

/**
 * What a person does to a host, from the service down to a BMC that misbehaves. Use with vitest's fake timers, which must
 * leave setImmediate alone: the services live on those, the wire on the virtual clock.
 */
export function actionBench(all: readonly Personality[], ...names: readonly string[]) {
  const bench = personalityBench(all, ...names);
  const { clock, network, machine } = bench;
  const { address, port } = bench.bmc.endpoint;
  const guid = machine.guid.toString("hex");
  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(7),
    now: () => new Date(0),
    resolve: async () => [address],
  });
  const bmc = driver.open({
    address,
    port,
    username: "admin",
    password: "correct horse",
    bmcKey: null,
    guid,
    signs: null,
    cipherSuite: 17,
    ipmi: defaultIpmiSettings,
    known: null,
  });
  const rig = Object.assign(new ActionRig(), { bmc });
  rig.row = { ...rig.row, guid };

  /** Lets time pass on both clocks. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      await clock.advance(STEP_MS);
      await vi.advanceTimersByTimeAsync(STEP_MS);
    }
  };

  /** The action as it is stored when it has come to its end. */
  const finished = async (asked: Promise<Action>): Promise<Action> => {
    const { id } = await asked;
    for (let passed = 0; passed < LIMIT_MS; passed += STEP_MS) {
      await pass(STEP_MS);
      if (rig.action(id).finished) return rig.action(id);
    }
    throw new Error("the action does not end");
  };
  return { ...bench, rig, bmc, pass, finished };
}
