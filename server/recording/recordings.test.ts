import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bytesOf, patterned, RecordingBench } from "./testing/recording-bench";

const MEBIBYTE = 1024 * 1024;
const HOUR = 3_600_000;
const ascii = (text: string) => Buffer.from(text, "ascii");

let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.remove());

/** So many MiB, a quarter at a time. */
async function fill(recording: Awaited<ReturnType<RecordingBench["open"]>>, mebibytes: number, seed = 1) {
  for (let i = 0; i < mebibytes * 4; i++) {
    recording.append(patterned(MEBIBYTE / 4, seed + i));
    await bench.written(recording);
  }
}

const filled = (mebibytes: number, seed = 1) =>
  Buffer.concat(Array.from({ length: mebibytes * 4 }, (_, i) => patterned(MEBIBYTE / 4, seed + i)));

describe("what a host printed", () => {
  it("is there at once, before and after it is written, and in the next run", async () => {
    const recording = await bench.open();
    recording.append(ascii("login: "));
    expect((await recording.read(0, 100)).bytes.toString()).toBe("login: ");
    await bench.written(recording);
    recording.append(ascii("root\r\n"));
    expect((await recording.read(3, 100)).bytes.toString()).toBe("in: root\r\n");
    await bench.stop();
    const again = await bench.open();
    expect([again.start, again.end]).toEqual([0, 13]);
    again.append(ascii("# "));
    expect((await bytesOf(again)).toString()).toBe("login: root\r\n# ");
    expect(await again.marks(0, 100, 10)).toEqual([]);
    expect(bench.errors).toEqual([]);
  });

  it("is a plain file with an index of when it came, a point at most every 20 ms", async () => {
    const recording = await bench.open();
    for (const text of ["a", "b", "c"]) {
      recording.append(ascii(text));
      bench.clock.advance(15);
    }
    await bench.written(recording);
    const t = Date.UTC(2026, 10, 22, 3, 0, 0);
    expect(await readFile(bench.path("h", "00000001.log"), "utf8")).toBe("abc");
    expect((await readFile(bench.path("h", "00000001.idx"), "utf8")).split("\n")).toEqual([
      `{"number":1,"from":0,"startedAt":${t},"previous":null}`,
      `[0,${t}]`,
      `[2,${t + 30}]`,
      "",
    ]);
    expect((await recording.read(1, 10)).times).toEqual([
      [1, t],
      [2, t + 30],
    ]);
  });

  it("is found by the moment it came", async () => {
    const recording = await bench.open();
    const start = bench.clock.now();
    for (let i = 0; i < 5; i++) {
      recording.append(ascii("0123456789"));
      bench.clock.advance(i === 3 ? 0 : 1000);
      await recording.settled();
    }
    const offsets = [-5, 0, 1, 1000, 2500, 3000, 60_000].map((ms) => recording.locate(new Date(start + ms)));
    expect(await Promise.all(offsets)).toEqual([0, 0, 10, 10, 30, 30, 50]);
  });

  it("keeps its marks at their place", async () => {
    const recording = await bench.open();
    recording.append(ascii("abc"));
    recording.mark({ kind: "power", text: "Power on", bytes: null });
    await bench.written(recording);
    recording.append(ascii("def"));
    recording.mark({ kind: "gap", text: "", bytes: 7 });
    const found = (await recording.marks(0, 10, 10)).map(({ offset, kind, bytes }) => [offset, kind, bytes]);
    expect(found).toEqual([
      [3, "power", null],
      [6, "gap", 7],
    ]);
    expect(await recording.marks(0, 10, 1)).toHaveLength(1);
    expect((await recording.read(0, 4)).marks).toHaveLength(1);
    expect((await recording.read(0, 6)).marks).toHaveLength(2);
  });

  it("tells the newest marks where they are wanted, written or not, in their order", async () => {
    const recording = await bench.open();
    const happens = (text: string) => recording.mark({ kind: "power", text, bytes: null });
    for (const text of ["one", "two"]) {
      recording.append(ascii(text));
      happens(text);
      await bench.written(recording);
      bench.clock.advance(25 * HOUR);
      await (await bench.all()).tidy();
    }
    recording.append(ascii("three"));
    happens("three");
    const newest = async (from: number, until: number, limit: number) =>
      (await recording.marks(from, until, limit, "newest")).map(({ text }) => text);
    expect(await newest(0, 100, 2)).toEqual(["two", "three"]);
    expect(await newest(0, 100, 100)).toEqual(["one", "two", "three"]);
    expect(await newest(0, 7, 1)).toEqual(["two"]);
    expect((await recording.marks(0, 100, 2)).map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it("has times that ascend although the wall clock is set back", async () => {
    const recording = await bench.open();
    recording.append(ascii("a"));
    await bench.written(recording);
    const before = bench.clock.now();
    bench.clock.setBack(HOUR);
    recording.append(ascii("b"));
    const { times } = await recording.read(0, 2);
    expect(times[1]?.[1] ?? 0).toBeGreaterThanOrEqual(times[0]?.[1] ?? Number.NaN);
    expect(times[1]?.[1]).toBeLessThanOrEqual(before);
  });

  it("may not leave the folder by a host's id", async () => {
    await expect(bench.open("../h")).rejects.toThrow("no file name");
  });
});

describe("segments", () => {
  it("are closed at 8 MiB and compressed, and read the same", async () => {
    const recording = await bench.open();
    await fill(recording, 9);
    await (await bench.all()).compressed();
    expect(await bench.names()).toEqual([
      "00000001.idx.gz",
      "00000001.log.gz",
      "00000002.idx",
      "00000002.log",
    ]);
    const all = filled(9);
    expect((await bytesOf(recording)).equals(all)).toBe(true);
    const across = await recording.read(8 * MEBIBYTE - 1000, 2000);
    expect(across.bytes.equals(all.subarray(8 * MEBIBYTE - 1000, 8 * MEBIBYTE + 1000))).toBe(true);
    const times = across.times.map(([offset]) => offset);
    expect(times).toEqual([8 * MEBIBYTE - 1000, 8 * MEBIBYTE]);
    expect(gunzipSync(await readFile(bench.path("h", "00000001.log.gz"))).length).toBe(8 * MEBIBYTE);
    expect(bench.store.rows.get("h/1")).toMatchObject({ from: 0, until: 8 * MEBIBYTE });
    expect(bench.store.rows.get("h/1")?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(bench.errors).toEqual([]);
  });

  it("are closed after a day", async () => {
    const recording = await bench.open();
    recording.append(ascii("yesterday"));
    await bench.written(recording);
    bench.clock.advance(25 * HOUR);
    await (await bench.all()).tidy();
    recording.append(ascii("today"));
    await bench.written(recording);
    await (await bench.all()).compressed();
    expect(await bench.names()).toContain("00000001.log.gz");
    expect((await bytesOf(recording)).toString()).toBe("yesterdaytoday");
  });

  it("that are too old go, oldest first; offsets and numbers go on although nothing is left", async () => {
    bench.policy = { ...bench.policy, keepDays: 2 };
    const recording = await bench.open();
    for (const text of ["one", "two"]) {
      recording.append(ascii(text));
      await bench.written(recording);
      bench.clock.advance(25 * HOUR);
      await (await bench.all()).tidy();
    }
    expect([recording.start, recording.end]).toEqual([3, 6]);
    expect([...bench.store.rows.keys()]).toEqual(["h/2"]);
    bench.clock.advance(50 * HOUR);
    await (await bench.all()).tidy();
    expect([recording.start, recording.end]).toEqual([6, 6]);
    await bench.stop();
    bench.store.rows.clear();
    const again = await bench.open();
    expect([again.start, again.end]).toEqual([6, 6]);
    again.append(ascii("three"));
    await bench.written(again);
    expect(await bench.names()).toEqual(["00000003.idx", "00000003.log"]);
    expect((await again.read(0, 100)).bytes.toString()).toBe("three");
  });

  it("beyond the size the policy keeps go", async () => {
    bench.policy = { ...bench.policy, keepMebibytes: 20 };
    const recording = await bench.open();
    await fill(recording, 32);
    await (await bench.all()).compressed();
    await recording.settled();
    expect(recording.start).toBeGreaterThanOrEqual(8 * MEBIBYTE);
    expect(recording.end).toBe(32 * MEBIBYTE);
    expect(recording.info.storedBytes).toBeLessThan(21 * MEBIBYTE);
    expect((await bytesOf(recording)).equals(filled(32).subarray(recording.start))).toBe(true);
  });

  it("stay while nobody knows the policy", async () => {
    bench.policyKnown = false;
    const recording = await bench.open();
    recording.append(ascii("kept"));
    await bench.written(recording);
    bench.clock.advance(5000 * 24 * HOUR);
    await recording.tidy();
    recording.append(ascii(", too"));
    await bench.written(recording);
    await recording.tidy();
    expect((await bytesOf(recording)).toString()).toBe("kept, too");
  });

  it("of a host that is removed are gone", async () => {
    const recording = await bench.open();
    recording.append(ascii("secret"));
    await bench.written(recording);
    await (await bench.all()).remove("h");
    expect(await readdir(bench.path())).toEqual([]);
    expect(bench.store.rows.size).toBe(0);
    expect((await bench.open()).end).toBe(0);
  });
});

describe("an engine that ended without a word", () => {
  it("left what was written; half a line of index is dropped, and a mark says so", async () => {
    const first = await bench.open();
    first.append(ascii("before"));
    await bench.written(first);
    await bench.crash();
    const idx = bench.path("h", "00000001.idx");
    await writeFile(idx, `${await readFile(idx, "utf8")}[6,17`);
    await writeFile(bench.path("h", "00000001.log"), "before, not in the index");
    const second = await bench.open();
    expect(second.end).toBe(24);
    second.append(ascii(" after"));
    await bench.written(second);
    expect((await bytesOf(second)).toString()).toBe("before, not in the index after");
    expect((await second.marks(0, 100, 10)).map(({ kind, offset }) => [kind, offset])).toEqual([
      ["restarted", 24],
    ]);
    expect((await second.read(0, 100)).times.map(([offset]) => offset)).toEqual([0, 24]);
    expect(await readFile(idx, "utf8")).not.toContain("[6,17[");
  });

  it("left rows that are missing or stale: they are made from the files", async () => {
    const first = await bench.open();
    await fill(first, 8);
    first.append(ascii("more"));
    await bench.written(first);
    await bench.stop();
    const rows = new Map(bench.store.rows);
    bench.store.rows.clear();
    const again = await bench.open();
    expect([again.start, again.end]).toEqual([0, 8 * MEBIBYTE + 4]);
    await bench.stop();
    const { closedAt: _, ...made } = bench.store.rows.get("h/1") ?? {};
    const { closedAt: __, ...noted } = rows.get("h/1") ?? {};
    expect(made).toEqual(noted);
  });

  it("was compressing: what is complete counts, what is not is done again", async () => {
    const first = await bench.open();
    first.append(ascii("one"));
    await bench.written(first);
    bench.clock.advance(25 * HOUR);
    await first.tidy();
    await (await bench.all()).compressed();
    const log = gunzipSync(await readFile(bench.path("h", "00000001.log.gz")));
    const idx = gunzipSync(await readFile(bench.path("h", "00000001.idx.gz")));
    first.append(ascii("two"));
    await bench.written(first);
    await bench.crash();
    await writeFile(bench.path("h", "00000001.log"), log);
    await writeFile(bench.path("h", "00000001.idx"), idx);
    await rm(bench.path("h", "00000001.idx.gz"));
    await writeFile(bench.path("h", "00000001.idx.gz.part"), "half");
    const second = await bench.open();
    expect((await bytesOf(second)).toString()).toBe("onetwo");
    await (await bench.all()).compressed();
    expect(await bench.names()).toEqual([
      "00000001.idx.gz",
      "00000001.log.gz",
      "00000002.idx",
      "00000002.log",
    ]);
    expect((await bytesOf(second)).toString()).toBe("onetwo");
    expect((await (await bench.all()).verify("h")).broken).toBeNull();
  });

  it("lost power: bytes that the index knows and the disk has not are a hole", async () => {
    const first = await bench.open();
    for (const text of ["0123456789", "0123456789"]) {
      first.append(ascii(text));
      await bench.written(first);
    }
    await bench.crash();
    await truncate(bench.path("h", "00000001.log"), 4);
    const second = await bench.open();
    second.append(ascii("x"));
    await bench.written(second);
    expect([second.start, second.end]).toEqual([0, 11]);
    expect((await second.read(2, 100)).bytes.toString()).toBe("23");
    expect(await second.read(5, 100)).toMatchObject({ from: 10, bytes: ascii("x") });
    expect(await second.readBefore(7, 100)).toMatchObject({ from: 0, bytes: ascii("0123") });
    expect((await second.marks(0, 100, 5))[0]).toMatchObject({ kind: "restarted", offset: 10, bytes: 6 });
  });
});

describe("what came before a place", () => {
  it("ends at the place and is as long as was asked for, across segments and what is not written yet", async () => {
    const recording = await bench.open();
    recording.append(ascii("0123456789"));
    await bench.stop();
    const next = await bench.open();
    next.append(ascii("abc"));
    await bench.written(next);
    next.append(ascii("de"));
    expect(await next.readBefore(14, 6)).toMatchObject({ from: 8, bytes: ascii("89abcd") });
    expect(await next.readBefore(999, 2)).toMatchObject({ from: 13, bytes: ascii("de") });
    expect(await next.readBefore(4, 100)).toMatchObject({ from: 0, bytes: ascii("0123") });
    expect((await next.readBefore(0, 100)).bytes.length).toBe(0);
  });

  describe("with a hole", () => {
    /** Bytes [0, 4) and [10, 13). */
    async function withHole() {
      const first = await bench.open();
      for (const text of ["0123456789", "0123456789"]) {
        first.append(ascii(text));
        await bench.written(first);
      }
      await bench.crash();
      await truncate(bench.path("h", "00000001.log"), 4);
      const second = await bench.open();
      second.append(ascii("xyz"));
      await bench.written(second);
      return second;
    }

    it.each([
      [13, 100, 10, "xyz"],
      [12, 4, 10, "xy"],
      [10, 3, 1, "123"],
      [7, 2, 2, "23"],
      [2, 100, 0, "01"],
    ])("before %i, %i bytes: from %i %s", async (offset, bytes, from, text) => {
      const found = await (await withHole()).readBefore(offset, bytes);
      expect([found.from, found.bytes.toString()]).toEqual([from, text]);
      expect(found.times.every(([at]) => at < from + text.length)).toBe(true);
    });

    it("no stretch goes beyond what was asked for", async () => {
      const texts: string[] = [];
      for await (const { bytes } of (await withHole()).stretches(2, 11)) texts.push(bytes.toString());
      expect(texts.join("|")).toBe("23|x");
    });
  });

  it("is what came before a damaged segment where that ends there", async () => {
    const recording = await bench.open();
    for (const text of ["one", "two", "three"]) {
      recording.append(ascii(text));
      await bench.written(recording);
      bench.clock.advance(25 * HOUR);
      await (await bench.all()).tidy();
    }
    await (await bench.all()).compressed();
    await truncate(bench.path("h", "00000002.log.gz"), 15);
    for (const [offset, bytes, from, text] of [
      [6, 100, 0, "one"],
      [5, 1, 2, "e"],
    ] as const) {
      const found = await recording.readBefore(offset, bytes);
      expect([found.from, found.bytes.toString()]).toEqual([from, text]);
    }
  });
});
