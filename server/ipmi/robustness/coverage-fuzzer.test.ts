import { expect, test } from "vitest";
import { CoverageFuzzer } from "./testing/coverage-fuzzer";

/** A decoder with a fault behind four bytes that random input would guess once in four thousand million times. */
function planted(coverage: Uint8Array) {
  const passed = (place: number) => {
    coverage[place] = (coverage[place] ?? 0) + 1;
    return true;
  };
  return {
    name: "planted",
    seeds: [Buffer.alloc(8)],
    run: (input: Buffer) => {
      const found = [...Buffer.from("IPMI")].every((byte, index) => input[index] === byte && passed(index));
      if (found) throw new Error("the planted fault");
    },
  };
}

test("finds a fault step by step, the same one with the same seed", async () => {
  const search = () => {
    const coverage = new Uint8Array(4);
    return new CoverageFuzzer(planted(coverage), coverage, 3).run(200_000);
  };
  const report = await search();
  expect(report.failure?.problem).toContain("the planted fault");
  expect(report.failure?.input).toMatch(/^49504d49/);
  const again = await search();
  expect([again.cases, again.failure?.input]).toEqual([report.cases, report.failure?.input]);
});

test("says how many inputs it ran, and keeps those that led somewhere new", async () => {
  const coverage = new Uint8Array(4);
  const run = (input: Buffer) => {
    coverage[input.length & 3] = 1;
  };
  const harmless = { ...planted(coverage), run };
  const report = await new CoverageFuzzer(harmless, coverage, 1).run(1_000);
  expect(report).toMatchObject({ target: "planted", cases: 1_000, places: 4, failure: null });
  expect(report.corpus).toBeGreaterThan(3);
});
