import { rm, truncate, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RecordingBench } from "./testing/recording-bench";

const HOUR = 3_600_000;
const ascii = (text: string) => Buffer.from(text, "ascii");

let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.remove());

describe("the chain of hashes", () => {
  beforeEach(async () => {
    const recording = await bench.open();
    for (const text of ["one", "two", "three"]) {
      recording.append(ascii(text));
      await bench.written(recording);
      bench.clock.advance(25 * HOUR);
      await (await bench.all()).tidy();
    }
    recording.append(ascii("open"));
    await bench.written(recording);
    await (await bench.all()).compressed();
  });

  const verify = async () => {
    const { segments, broken } = await (await bench.all()).verify("h");
    return { segments, broken: broken && { number: broken.number, problem: broken.problem } };
  };

  it("is whole when nobody touched it", async () => {
    expect(await verify()).toEqual({ segments: 4, broken: null });
  });

  it("shows a segment that was changed, even if its row was, too", async () => {
    const path = bench.path("h", "00000002.log");
    await writeFile(path, "TWO");
    expect(await verify()).toEqual({ segments: 2, broken: { number: 2, problem: "changed" } });
    bench.store.rows.clear();
    expect((await verify()).broken).toEqual({ number: 2, problem: "changed" });
  });

  const asPlain = async () => {
    await rm(bench.path("h", "00000004.log.gz"));
    await writeFile(bench.path("h", "00000004.log"), "forged, and longer");
  };
  const asCompressed = () => writeFile(bench.path("h", "00000004.log.gz"), gzipSync("forged, and longer"));
  it.each([
    ["plain", asPlain],
    ["compressed", asCompressed],
  ])("shows after restarts, too, that the last closed one was changed: %s", async (_how, forge) => {
    await (await bench.all()).tidy();
    bench.clock.advance(25 * HOUR);
    await (await bench.all()).tidy();
    await (await bench.all()).compressed();
    await bench.stop();
    await forge();
    for (let restart = 0; restart < 2; restart++) {
      expect(await verify()).toMatchObject({ broken: { number: 4, problem: "changed" } });
      const recording = await bench.open();
      recording.append(ascii("more"));
      await bench.written(recording);
      await (await bench.all()).compressed();
      await bench.stop();
    }
    const { broken } = await (await bench.all()).verify("h");
    expect(broken?.row).toMatchObject({ number: 4, from: 11 });
  });

  it("can be left off", async () => {
    const abort = AbortSignal.abort(new Error("enough"));
    await expect((await bench.all()).verify("h", abort)).rejects.toThrow("enough");
    expect(await verify()).toEqual({ segments: 4, broken: null });
  });

  it("shows that the oldest segments were taken away", async () => {
    for (const part of ["log", "idx"]) await rm(bench.path("h", `00000001.${part}.gz`));
    await bench.stop();
    await bench.open();
    expect((await verify()).broken).toEqual({ number: 1, problem: "missing" });
  });

  it("shows a segment that is missing or damaged, and the console still opens", async () => {
    await rm(bench.path("h", "00000002.log.gz"));
    expect((await verify()).broken).toEqual({ number: 2, problem: "missing" });
    await truncate(bench.path("h", "00000001.log.gz"), 15);
    expect((await verify()).broken).toEqual({ number: 1, problem: "changed" });
    const recording = await bench.open();
    const stretch = await recording.read(0, 100);
    expect(stretch).toMatchObject({ from: 6 });
    expect(stretch.bytes.toString()).toBe("threeopen");
    expect(stretch.marks).toContainEqual(expect.objectContaining({ kind: "gap", offset: 0, bytes: 6 }));
  });
});
