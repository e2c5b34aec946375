import { describe, expect, it } from "vitest";
import { SeededEntropy } from "../testing/seeded-entropy";
import { accountOf } from "./testing/output-account";
import { openBmc, patient, type SolPersonality } from "./testing/simulated-sol";
import { patternBytes, SolBench } from "./testing/sol-bench";

const TEN_MEGABYTES = 10 * 1024 * 1024;
const CHUNK = 4096;
/** 200 ms there and back. */
const awful = { loss: 0.2, duplication: 0.05, reordering: 0.05, delayMs: 100 };
/** The link is clean for the first and the last packet: no loss there would ever be revealed. */
const CLEAN_BYTES = 16;
const clean = { loss: 0, duplication: 0, reordering: 0 };
const WEEK_MS = 7 * 86_400_000;

/** Everything typed and acknowledged; rejects at the first character that was not. */
async function typeAll(bench: SolBench, keys: Buffer): Promise<void> {
  const writes: Promise<void>[] = [];
  for (let at = 0; at < keys.length; at += CHUNK) {
    writes.push(bench.stream.write(keys.subarray(at, at + CHUNK)));
  }
  await bench.clock.run(Promise.all(writes), WEEK_MS);
}

async function printCleanly(bench: SolBench, bytes: Buffer): Promise<void> {
  const { faults } = bench;
  bench.faults = { ...faults, ...clean };
  bench.bmc.print(bytes);
  await bench.drain();
  bench.faults = faults;
}

/** As hosts print: bursts of any length, with or without a pause between them. */
async function printInBursts(bench: SolBench, bytes: Buffer, random: SeededEntropy): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random.fraction() * 600);
    bench.bmc.print(bytes.subarray(at, at + length));
    at += length;
    await bench.clock.advance(Math.floor(random.fraction() * 400));
  }
  await bench.drain(WEEK_MS);
}

async function printed(personality: SolPersonality, seed: number, length: number) {
  const bench = new SolBench(personality, { faults: { ...awful, seed } });
  const bytes = patternBytes(length, seed);
  await printCleanly(bench, bytes.subarray(0, CLEAN_BYTES));
  await printInBursts(bench, bytes.subarray(CLEAN_BYTES, -CLEAN_BYTES), new SeededEntropy(seed));
  await printCleanly(bench, bytes.subarray(-CLEAN_BYTES));
  return {
    bench,
    account: accountOf(
      bench.output,
      bench.marks.map(({ offset }) => offset),
      bytes,
    ),
  };
}

describe("20 % loss each way, 5 % duplicated, 5 % reordered, 200 ms there and back", () => {
  it("carries 10 MB each way at once, byte for byte, to and from a BMC that keeps retrying", async () => {
    const bench = new SolBench(patient, { faults: { ...awful, seed: 20 } });
    const output = patternBytes(TEN_MEGABYTES, 1);
    const keys = patternBytes(TEN_MEGABYTES, 2);
    bench.bmc.print(output);
    await typeAll(bench, keys);
    await bench.drain(WEEK_MS);
    expect(bench.received.equals(output)).toBe(true);
    expect(bench.typed.equals(keys)).toBe(true);
    expect([bench.marks, bench.uncertain, bench.ends]).toEqual([[], [], []]);
  });

  it("is byte for byte with a BMC that repeats sooner than an answer can be there", async () => {
    const hurried = { ...patient, retryMs: 150 };
    const { bench, account } = await printed(hurried, 3, 512 * 1024);
    expect(account).toEqual({ markedLoss: 0, silentLoss: 0, silentDoubles: 0 });
    expect(bench.marks).toEqual([]);
  });

  const impatient = { ...patient, retryMs: 300 };
  it.each<[string, SolPersonality, number]>([
    ["at once, and drops", { ...impatient, retryLimit: 0, onGiveUp: "drop" }, 128],
    ["after one retry, and drops", { ...impatient, retryLimit: 1, onGiveUp: "drop" }, 256],
    ["after four retries, and drops", { ...impatient, retryLimit: 4, onGiveUp: "drop" }, 512],
    ["before an answer can be there, and drops", { ...patient, retryMs: 90, retryLimit: 1 }, 128],
  ])("marks every loss at its offset: a BMC that gives up %s", async (_how, personality, kibibytes) => {
    for (const seed of [1, 2, 3]) {
      const { bench, account } = await printed(personality, seed, kibibytes * 1024);
      expect(account).toMatchObject({ silentLoss: 0, silentDoubles: 0 });
      expect(account.markedLoss).toBeGreaterThan(0);
      expect(bench.ends).toEqual([]);
    }
  });

  it.each<[string, SolPersonality]>([
    ["after three retries", { ...impatient, retryLimit: 3, onGiveUp: "renumber" }],
    ["as OpenBMC does", openBmc],
  ])("loses nothing with a BMC that gives up and renumbers %s", async (_how, personality) => {
    for (const seed of [1, 2, 3]) {
      const { account } = await printed(personality, seed, 256 * 1024);
      expect(account).toMatchObject({ markedLoss: 0, silentLoss: 0 });
    }
  });
});
