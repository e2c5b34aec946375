import { expect, test } from "vitest";
import { fixture } from "../testing/fixture";
import { ActionWiretap, act, executions, numberedAction } from "./testing/once-actions";

const ACTIONS = 2_000;
const BMCS = 40;
const BUDGET = 20_000;

/** Loses three datagrams in ten, doubles and reorders one in ten, keeps those it reorders for five seconds. */
const badNetwork = {
  loss: 0.3,
  duplication: 0.1,
  reordering: 0.1,
  reorderDelay: 5_000,
  delay: 20,
  jitter: 200,
};

/** A BMC that restarts every two minutes, and the actions asked of it, some at the same time. */
async function run(seed: number, actions: number) {
  const { client, clock, bmc, network } = fixture({ seed, faults: badNetwork });
  const wiretap = new ActionWiretap(bmc);
  network.rule = (passage) => {
    wiretap.observe(passage);
    return "pass";
  };
  bmc.handle(numberedAction, () => Buffer.alloc(0));
  const reboot = () => {
    bmc.reboot(4_000);
    clock.setTimeout(reboot, 120_000);
  };
  clock.setTimeout(reboot, 30_000 + seed * 100);
  const told: string[] = [];
  for (let value = 0; value < actions; value += 5) {
    const together = [0, 1, 2, 3, 4].map((offset) => act(client, value + offset, BUDGET));
    told.push(...(await clock.run(Promise.all(together))));
  }
  await clock.run(client.close());
  await clock.advance(60_000);
  return { told, datagrams: wiretap.datagrams, done: executions(bmc) };
}

test("2 000 actions on a bad network leave in one datagram each at the most, are never repeated, never falsely confirmed", async () => {
  const counts = { done: 0, unknown: 0, "not done": 0 };
  let executed = 0;
  let sent = 0;
  for (let seed = 1; seed <= BMCS; seed++) {
    const { told, datagrams, done } = await run(seed, ACTIONS / BMCS);
    for (const [value, outcome] of told.entries()) {
      const label = `seed ${seed}, action ${value}: ${outcome}`;
      const times = done.get(value) ?? 0;
      executed += times;
      sent += datagrams.get(value) ?? 0;
      counts[outcome as keyof typeof counts]++;
      expect(datagrams.get(value) ?? 0, label).toBeLessThanOrEqual(1);
      expect(times, label).toBeLessThanOrEqual(1);
      if (outcome === "done") expect(times, label).toBe(1);
      if (outcome === "not done") expect(datagrams.get(value) ?? 0, label).toBe(0);
    }
  }
  expect(counts.done + counts.unknown + counts["not done"]).toBe(ACTIONS);
  // A run in which hardly anything got through would prove nothing.
  expect(executed).toBeGreaterThan(ACTIONS / 3);
  expect(sent).toBeGreaterThan(executed);
  expect(counts.unknown).toBeGreaterThan(ACTIONS / 20);
}, 60_000);
