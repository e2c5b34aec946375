import { describe, expect, it } from "vitest";
import { accountOf } from "../../../ipmi/sol/testing/output-account";
import { patternBytes } from "../../../ipmi/sol/testing/sol-bench";
import { SeededEntropy } from "../../../ipmi/testing/seeded-entropy";
import { success } from "../../protocol/reply";
import { type ConsoleBench, openConsole } from "../../testing/console-bench";
import { simulatorBench } from "../../testing/simulator-bench";
import { serialPersonalities } from ".";

/** 20 % lost each way, 5 % twice, 5 % late, 200 ms there and back. */
const awful = { loss: 0.2, duplication: 0.05, reordering: 0.05, reorderDelay: 150, delay: 100, jitter: 10 };
const clean = { loss: 0, duplication: 0, reordering: 0, reorderDelay: 0, delay: 100, jitter: 0 };
const DAY_MS = 86_400_000;
const CLEAN_BYTES = 16;

function benchWith(name: string | null, seed = 1) {
  const personalities = serialPersonalities.filter((one) => one.name === name);
  const bench = simulatorBench({ seed, personalities });
  // Chassis Control and Set SOL Configuration Parameters succeed.
  bench.machine.handlers.set("0/2", () => success()).set("12/33", () => success());
  return bench;
}

/** The host prints in bursts while one write of keys is on its way; the first and the last burst cross a clean network. */
async function talk(bench: ConsoleBench, seed: number, length: number) {
  const random = new SeededEntropy(seed);
  const printed = patternBytes(length, seed);
  const keys = patternBytes(length, seed + 1_000_000);
  const print = async (from: number, to: number, ms: number) => {
    bench.machine.print(printed.subarray(from, to));
    await bench.clock.advance(ms);
  };
  bench.network.faults = clean;
  await print(0, CLEAN_BYTES, 5_000);
  bench.network.faults = awful;
  let outcome: "typed" | "refused" | null = null;
  const written = bench.console.write(keys).then(
    () => {
      outcome = "typed";
    },
    () => {
      outcome = "refused";
    },
  );
  for (let at = CLEAN_BYTES; at < length - CLEAN_BYTES; ) {
    const next = Math.min(length - CLEAN_BYTES, at + 1 + Math.floor(random.fraction() * 400));
    await print(at, next, Math.floor(random.fraction() * 1_000));
    at = next;
  }
  await bench.clock.run(written, DAY_MS);
  await bench.clock.advance(60_000);
  bench.network.faults = clean;
  await print(length - CLEAN_BYTES, length, 60_000);
  const typed = Buffer.from(bench.machine.typed);
  return { account: accountOf(bench.packets, bench.markOffsets, printed), keys, typed, outcome };
}

/** No console: refused, as their own tests show. */
const closed = ["sol-refuses-encryption", "sol-demands-encryption-oddly"];
/** Nothing arrives by design, or nothing for long. */
const losesByDesign = ["sol-unnumbered-output", "sol-ends-when-idle"];
/** A BMC that renumbers when all its repeats were lost: no client can tell. */
const doublesByDesign = ["sol-strict-order"];

describe("over a network that loses, doubles, delays and reorders", () => {
  const names = serialPersonalities
    .map(({ name }) => name)
    .filter((name) => !closed.includes(name) && !losesByDesign.includes(name));

  it.each(names)(
    "the output is exact or marked at the very offset, and no key is typed twice: %s",
    async (name) => {
      for (const seed of [1, 2, 3]) {
        const bench = await openConsole(benchWith(name, seed));
        const { account, keys, typed, outcome } = await talk(bench, seed, 3_000);
        expect(account.silentLoss).toBe(0);
        if (!doublesByDesign.includes(name)) expect(account.silentDoubles).toBe(0);
        expect(typed.equals(keys.subarray(0, typed.length))).toBe(true);
        if (outcome === "typed") expect(typed.length).toBe(keys.length);
        else expect(bench.uncertain.length + bench.ends.length).toBeGreaterThan(0);
      }
    },
  );

  it("carries 64 KiB each way byte for byte through a whole session, encrypted", async () => {
    const bench = await openConsole(benchWith(null));
    const { account, keys, typed } = await talk(bench, 9, 64 * 1024);
    expect(account).toEqual({ markedLoss: 0, silentLoss: 0, silentDoubles: 0 });
    expect(typed.equals(keys)).toBe(true);
    expect(bench.marks).toEqual([]);
  });
});

describe("a BMC that misbehaves by itself", () => {
  it("types all that was refused at first, in order: sol-refuses-at-first", async () => {
    const bench = await openConsole(benchWith("sol-refuses-at-first"));
    const text = "echo ".repeat(100);
    await bench.clock.run(bench.console.write(Buffer.from(text)));
    expect(bench.typed()).toBe(text);
    expect(bench.uncertain).toEqual([]);
  });

  it("types no more than was given to it: sol-counts-more", async () => {
    const bench = await openConsole(benchWith("sol-counts-more"));
    for (const key of "root\r") await bench.clock.run(bench.console.write(Buffer.from(key)));
    expect(bench.typed()).toBe("root\r");
  });

  it("types once what is acknowledged under another number: sol-misnumbers-acknowledgements", async () => {
    const bench = await openConsole(benchWith("sol-misnumbers-acknowledgements"));
    for (const key of "systemctl poweroff\r") await bench.clock.run(bench.console.write(Buffer.from(key)));
    expect(bench.typed()).toBe("systemctl poweroff\r");
    expect(bench.uncertain).toEqual([]);
  });

  it("brings every character, each loss it claims marked once a packet: sol-flags-always-set", async () => {
    const bench = await openConsole(benchWith("sol-flags-always-set"));
    for (const line of ["one ", "two ", "three"]) {
      bench.machine.print(line);
      await bench.clock.advance(1_000);
    }
    expect(bench.output()).toBe("one two three");
    expect(new Set(bench.marks)).toEqual(new Set(["overrun"]));
    expect(bench.markOffsets).toEqual([0, 4, 8]);
    expect(bench.ends).toEqual([]);
  });

  it("marks the place where characters were dropped: sol-gives-up-at-once", async () => {
    const bench = await openConsole(benchWith("sol-gives-up-at-once"));
    const print = async (text: string) => {
      bench.machine.print(text);
      await bench.clock.advance(1_000);
    };
    await print("kept ");
    bench.network.faults = { ...bench.network.faults, loss: 1 };
    await print("lost ");
    bench.network.faults = { ...bench.network.faults, loss: 0 };
    await print("kept again");
    expect(bench.output()).toBe("kept kept again");
    expect(new Set(bench.markOffsets)).toEqual(new Set([5]));
  });

  it("restarts in the middle of a stream: what came is exact, the end is said, and a new console goes on", async () => {
    const bench = await openConsole(benchWith(null));
    const before = patternBytes(4_000, 1);
    bench.machine.print(before.subarray(0, 2_000));
    const written = bench.console.write(patternBytes(3_000, 2)).catch((error: Error) => error);
    await bench.clock.advance(25);
    bench.machine.restart(40_000);
    bench.machine.print(before.subarray(2_000));
    await bench.clock.run(written, DAY_MS);
    await bench.clock.advance(600_000);
    const received = Buffer.concat(bench.packets);
    expect(before.subarray(0, received.length).equals(received)).toBe(true);
    expect(bench.ends).toHaveLength(1);
    expect(bench.ends[0]).toMatch(/^lost/);
    expect(await written).toBeInstanceOf(Error);
    expect(bench.uncertain.length).toBe(1);
    const next = await openConsole(bench, {}, bench.another());
    bench.machine.print("login: ");
    await bench.clock.run(next.console.write(Buffer.from("root\r")));
    await bench.clock.advance(1_000);
    expect(next.output()).toBe("login: ");
    expect(next.typed().endsWith("root\r")).toBe(true);
  });
});

describe("a day of quiet", () => {
  it.each([
    ["a clean network", clean],
    ["an awful one", awful],
  ])("drops nothing and types nothing over %s", async (_which, faults) => {
    const bench = await openConsole(benchWith(null));
    bench.network.faults = faults;
    await bench.clock.advance(DAY_MS);
    expect([bench.ends, bench.marks, bench.output(), bench.typed()]).toEqual([[], [], "", ""]);
    bench.network.faults = clean;
    bench.machine.print("login: ");
    await bench.clock.run(bench.console.write(Buffer.from("root\r")));
    await bench.clock.advance(1_000);
    expect([bench.output(), bench.typed()]).toEqual(["login: ", "root\r"]);
  });
});
