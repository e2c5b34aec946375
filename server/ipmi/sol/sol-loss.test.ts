import { describe, expect, it } from "vitest";
import { openBmc, patient, type SolPersonality } from "./testing/simulated-sol";
import { type LinkFaults, patternBytes, SolBench } from "./testing/sol-bench";

const bad = { loss: 0.2, duplication: 0.05, reordering: 0.05, delayMs: 20 };
const CHUNK = 100;

interface Exchange {
  readonly printed: Buffer;
  readonly keys: Buffer;
  /** Characters whose write resolved. */
  readonly acknowledged: number;
}

/** Both directions at once. The link is clean for the first and the last packet: no loss there would ever be revealed. */
async function exchange(bench: SolBench, length: number, seed: number): Promise<Exchange> {
  const printed = patternBytes(length, seed);
  const keys = patternBytes(length, seed + 1_000_000);
  const faults = bench.faults;
  bench.faults = { ...faults, loss: 0 };
  bench.bmc.print(printed.subarray(0, 1));
  await bench.drain();
  bench.faults = faults;
  bench.bmc.print(printed.subarray(1, -1));
  let acknowledged = 0;
  const writes: Promise<void>[] = [];
  for (let at = 0; at < length; at += CHUNK) {
    const chunk = keys.subarray(at, at + CHUNK);
    writes.push(
      bench.stream.write(chunk).then(() => {
        acknowledged += chunk.length;
      }),
    );
  }
  await bench.clock.run(Promise.allSettled(writes), 36_000_000);
  await bench.drain();
  bench.faults = { ...faults, loss: 0 };
  bench.bmc.print(printed.subarray(-1));
  await bench.drain();
  return { printed, keys, acknowledged };
}

/** The output without packets that repeat the one before. */
function withoutDoubles(packets: readonly Buffer[]): Buffer {
  return Buffer.concat(packets.filter((packet, i) => i === 0 || !packets[i - 1]?.equals(packet)));
}

interface Tally {
  exact: number;
  silentDoubles: number;
  /** Streams that ended because the BMC acknowledged no more: the console is opened anew. */
  ended: number;
}

function judge(bench: SolBench, { printed, keys, acknowledged }: Exchange, tally: Tally): void {
  const expected = bench.ends.length > 0 ? printed.subarray(0, bench.received.length) : printed;
  const exactOutput = bench.received.equals(expected);
  tally.ended += bench.ends.length;
  if (!exactOutput && bench.marks.length === 0) {
    expect(withoutDoubles(bench.output).equals(expected)).toBe(true);
    tally.silentDoubles += 1;
  }
  // Never twice, never out of order, nothing after a hole; and what was called typed was typed.
  expect(bench.typed.equals(keys.subarray(0, bench.typed.length))).toBe(true);
  expect(bench.typed.length).toBeGreaterThanOrEqual(acknowledged);
  const unexplained = acknowledged < keys.length && bench.uncertain.length === 0 && bench.ends.length === 0;
  expect(unexplained).toBe(false);
  if (exactOutput && acknowledged === keys.length) tally.exact += 1;
}

async function runs(
  personality: SolPersonality,
  count: number,
  faults: Omit<LinkFaults, "seed">,
): Promise<Tally> {
  const tally = { exact: 0, silentDoubles: 0, ended: 0 };
  for (let seed = 1; seed <= count; seed++) {
    const bench = new SolBench(personality, { faults: { ...faults, seed } });
    const result = await exchange(bench, 2000, seed);
    try {
      judge(bench, result, tally);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  return tally;
}

describe("a link that loses 20 % each way, duplicates and reorders", () => {
  it("carries 256 KiB each way byte for byte to and from a patient BMC", async () => {
    const bench = new SolBench(patient, { faults: { ...bad, seed: 42 } });
    const tally = { exact: 0, silentDoubles: 0, ended: 0 };
    judge(bench, await exchange(bench, 256 * 1024, 42), tally);
    expect(tally).toEqual({ exact: 1, silentDoubles: 0, ended: 0 });
    expect(bench.marks).toEqual([]);
    expect(bench.uncertain).toEqual([]);
  });

  it("is exact in nearly all short exchanges with a patient BMC, and marked in the others", async () => {
    const tally = await runs(patient, 150, bad);
    expect(tally.silentDoubles).toBe(0);
    expect(tally.exact).toBeGreaterThanOrEqual(140);
  });

  it("is exact or marked with a BMC that accepts packets in part", async () => {
    const tally = await runs({ ...patient, acceptsAtMost: 40 }, 120, bad);
    expect(tally.silentDoubles).toBe(0);
  });

  it("is exact or marked with a BMC that gives up and drops", async () => {
    const tally = await runs({ ...patient, retryLimit: 2, onGiveUp: "drop" }, 120, bad);
    expect(tally.silentDoubles).toBe(0);
  });

  it("loses nothing with a BMC that gives up and renumbers; doubles are rare where the protocol hides them", async () => {
    const tally = await runs({ ...patient, retryLimit: 3, onGiveUp: "renumber" }, 120, bad);
    expect(tally.silentDoubles).toBeLessThanOrEqual(6);
  });

  it("is exact or marked with one that drops repeats and insists on order", async () => {
    const tally = await runs(openBmc, 120, bad);
    expect(tally.silentDoubles).toBe(0);
    expect(tally.exact).toBeGreaterThanOrEqual(100);
    expect(tally.ended).toBeLessThanOrEqual(3);
  });

  it("is exact or marked with one that drops repeats and takes any number", async () => {
    // Such a BMC types a copy that the network delayed past the next packet again: no client can prevent it.
    const inOrder = { ...bad, duplication: 0, reordering: 0 };
    const tally = await runs({ ...patient, repeats: "dropped", order: "any" }, 120, inOrder);
    expect(tally.silentDoubles).toBe(0);
  });
});
