import fc from "fast-check";
import { expect, test } from "vitest";
import { IpmiError } from "../errors";
import type { FakeBmc } from "../testing/fake-bmc";
import { fixture } from "../testing/fixture";
import { testOnce, testRead, testSet } from "../testing/test-commands";

/** The engine and a conforming BMC over bad networks. fast-check prints the seed and the smallest failing case. */

const BUDGET = 20_000;
const RUNS = 100;

const badNetwork: fc.Arbitrary<BadNetwork> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  loss: fc.double({ min: 0, max: 0.3, noNaN: true }),
  delay: fc.constantFrom(1, 50, 500),
  jitter: fc.constantFrom(0, 20, 400, 4_500),
  rebootAfter: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null, freq: 3 }),
});

interface BadNetwork {
  readonly seed: number;
  readonly loss: number;
  readonly delay: number;
  readonly jitter: number;
  /** Milliseconds. */
  readonly rebootAfter: number | null;
}

const commands = { read: testRead, set: testSet, once: testOnce };

interface Result {
  readonly kind: "read" | "set" | "once";
  readonly value: number;
  readonly code: string;
  readonly answer: unknown;
  readonly tookMs: number;
}

async function run(network: BadNetwork): Promise<{ results: Result[]; bmc: FakeBmc }> {
  const { seed, loss, delay, jitter, rebootAfter } = network;
  const faults = { loss, delay, jitter, duplication: 0.1, reordering: 0.1, reorderDelay: 300 };
  const { client, clock, bmc } = fixture({ seed, faults });
  for (const command of [testRead, testSet, testOnce]) bmc.handle(command, (data) => data);
  if (rebootAfter !== null) clock.setTimeout(() => bmc.reboot(2_000), rebootAfter);

  const attempt = async (kind: Result["kind"], value: number): Promise<Result> => {
    const start = clock.now();
    const outcome = await client.send<number, unknown>(commands[kind], value, { budgetMs: BUDGET }).then(
      (answer) => ({ code: "ok", answer }),
      (error: unknown) => {
        if (!(error instanceof IpmiError)) throw error;
        return { code: error.code, answer: null };
      },
    );
    return { kind, value, ...outcome, tookMs: clock.now() - start };
  };

  const results: Result[] = [];
  for (let value = 0; value < 6; value++) {
    const kinds: Result["kind"][] = ["read", "once", "set", "read"];
    results.push(
      ...(await clock.run(Promise.all(kinds.map((kind, index) => attempt(kind, value * 4 + index))))),
    );
  }
  await clock.run(client.close());
  await clock.advance(60_000);
  return { results, bmc };
}

test("once at most once, no false success, every read its own answer, nobody waits beyond the budget", async () => {
  await fc.assert(
    fc.asyncProperty(badNetwork, async (network) => {
      const { results, bmc } = await run(network);
      for (const { kind, value, code, answer, tookMs } of results) {
        const executions = bmc.executed.filter(
          ({ command, data }) => command === commands[kind].command && data[0] === value,
        ).length;
        expect(tookMs).toBeLessThanOrEqual(BUDGET);
        if (code === "ok") expect(executions).toBeGreaterThanOrEqual(1);
        if (code === "ok" && kind === "read") expect(answer).toBe(value);
        if (kind === "once") expect(executions).toBeLessThanOrEqual(1);
        if (kind === "once" && code !== "ok" && code !== "outcome-unknown") expect(executions).toBe(0);
      }
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test("without reboots and with quick networks nearly every read is answered", async () => {
  let reads = 0;
  let answered = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { results } = await run({ seed, loss: 0.1, delay: 5, jitter: 20, rebootAfter: null });
    const those = results.filter(({ kind }) => kind === "read");
    reads += those.length;
    answered += those.filter(({ code }) => code === "ok").length;
  }
  expect(answered / reads).toBeGreaterThan(0.99);
});
