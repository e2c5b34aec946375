import fc from "fast-check";
import { expect, it } from "vitest";
import { patterned, RecordingBench } from "./testing/recording-bench";

const HOUR = 3_600_000;

type Step =
  | { readonly do: "print"; readonly bytes: number }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "restart" | "crash" | "crash without rows" | "a day" }
  | { readonly do: "disk"; readonly fails: boolean; readonly written: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("print" as const), bytes: fc.integer({ min: 1, max: 3000 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(5, 50, 250, 30_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "restart" as const,
        "crash" as const,
        "crash without rows" as const,
        "a day" as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("disk" as const), fails: fc.boolean(), written: fc.nat(100) }),
  },
);

/** Everything the host printed, and what a recording made of it on this course. */
async function run(steps: readonly Step[]): Promise<void> {
  const bench = new RecordingBench();
  bench.policy = { ...bench.policy, keepDays: 3650 };
  try {
    let recording = await bench.open();
    let printed: Buffer = Buffer.alloc(0);
    const works = async () => {
      bench.files.failure = null;
      bench.clock.advance(30_000);
      await recording.settled();
    };
    for (const [i, at] of steps.entries()) {
      if (at.do === "print") {
        const bytes = patterned(at.bytes, i + 1);
        recording.append(bytes);
        printed = Buffer.concat([printed, bytes]);
      } else if (at.do === "pass") bench.clock.advance(at.ms);
      else if (at.do === "disk") {
        bench.files.failure = at.fails ? "ENOSPC" : null;
        bench.files.written = at.written;
      } else {
        // What is lost with the engine is not what this is about.
        await works();
        if (at.do === "a day") bench.clock.advance(25 * HOUR);
        if (at.do === "a day") await recording.tidy();
        if (at.do === "restart") await bench.stop();
        if (at.do.startsWith("crash")) await bench.crash();
        if (at.do === "crash without rows") bench.store.rows.clear();
        recording = await bench.open();
      }
      await recording.settled();
    }
    await works();
    expect(recording.end).toBe(printed.length);
    let [next, missing] = [0, 0];
    for await (const { from, bytes, times } of recording.stretches(0, recording.end)) {
      expect(bytes.equals(printed.subarray(from, from + bytes.length))).toBe(true);
      expect(times[0]?.[0] ?? from).toBe(from);
      missing += from - next;
      next = from + bytes.length;
    }
    missing += recording.end - next;
    const marks = await recording.marks(0, recording.end + 1, 1000);
    const told = marks.filter(({ kind }) => kind === "recording-resumed").map(({ bytes }) => bytes ?? 0);
    expect(told.reduce((sum, bytes) => sum + bytes, 0)).toBe(missing);
    await (await bench.all()).compressed();
    expect((await (await bench.all()).verify("h")).broken).toBeNull();
  } finally {
    await bench.remove();
  }
}

it("on any course of prints, stops, crashes, days and failing disks every byte is exact or marked as missing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), (steps) => run(steps)),
    { numRuns: 40 },
  );
});
