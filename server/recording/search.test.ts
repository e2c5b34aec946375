import { rm, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SearchPatternError } from "./ripgrep";
import { type SearchFound, type SearchOptions, searchSegments } from "./search";
import { patterned, RecordingBench } from "./testing/recording-bench";

const HOUR = 3_600_000;
let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.remove());

/** A segment of its own for each text, an hour and a day apart; the last one stays open. */
async function print(hostId: string, ...texts: (string | Buffer)[]): Promise<void> {
  const recording = await bench.open(hostId);
  for (const text of texts) {
    bench.clock.advance(25 * HOUR);
    await recording.tidy();
    recording.append(Buffer.from(text as string));
    await bench.written(recording);
  }
  await (await bench.all()).compressed();
}

async function search(pattern: string, options: Partial<SearchOptions> = {}): Promise<SearchFound[]> {
  const found: SearchFound[] = [];
  const asked = { pattern, regex: false, caseSensitive: false, ...options };
  const segments = await (await bench.all()).searchable({}, asked);
  const signal = new AbortController().signal;
  for await (const item of searchSegments({ segments, limit: 10, maxMs: 20_000, signal, ...asked })) {
    found.push(item);
  }
  return found;
}

const lines = (found: readonly SearchFound[]) =>
  found.flatMap((item) => (item.kind === "match" ? item.line : []));
const end = (found: readonly SearchFound[]) => found.find((item) => item.kind === "end");

describe("a search", () => {
  it("finds lines in open and compressed segments, newest first, with offset, time and the lines around", async () => {
    await print("a", "one\r\ntwo\r\n\u001b[31mEDAC\u001b[0m MC0\r\nfour\r\n", "edac again\r\n");
    await print("b", "x\r\nEDAC b1\r\nEDAC b2\r\n");
    expect(await bench.names("a")).toContain("00000001.log.gz");
    const found = await search("edac");
    expect(lines(found)).toEqual(["EDAC b2", "EDAC b1", "edac again", "EDAC MC0"]);
    const t = Date.UTC(2026, 10, 22, 3, 0, 0);
    expect(found[3]).toEqual({
      kind: "match",
      hostId: "a",
      offset: 10,
      at: new Date(t + 25 * HOUR),
      line: "EDAC MC0",
      before: ["one", "two"],
      after: ["four"],
    });
    expect(found[2]).toMatchObject({ hostId: "a", offset: 35, before: [], after: [] });
    expect(end(found)).toMatchObject({ matches: 4, searchedBytes: 68, stopped: null });
  });

  it("takes text as text, expressions as expressions, and case as told", async () => {
    await print("a", "a.c\r\nabc\r\nABC\r\n-e -- $(id)\r\n");
    expect(lines(await search("a.c"))).toEqual(["a.c"]);
    expect(lines(await search("^a.c$", { regex: true }))).toEqual(["ABC", "abc", "a.c"]);
    expect(lines(await search("a[b.]c", { regex: true, caseSensitive: true }))).toEqual(["abc", "a.c"]);
    expect(lines(await search("-e -- $(id)"))).toEqual(["-e -- $(id)"]);
  });

  it("refuses an expression that is none, in ripgrep's words", async () => {
    await print("a", "x");
    await expect(search("(", { regex: true })).rejects.toThrow(SearchPatternError);
    await expect(search("(", { regex: true })).rejects.toThrow("unclosed group");
    await expect(search("a\0b")).rejects.toThrow(SearchPatternError);
    expect(lines(await search("("))).toEqual([]);
  });

  it("ends at its limit with the newest matches, and says so", async () => {
    await print("a", Array.from({ length: 5000 }, (_, i) => `match ${i}\r\n`).join(""));
    const found = await search("match", { limit: 3 });
    expect(lines(found)).toEqual(["match 4999", "match 4998", "match 4997"]);
    expect(end(found)).toMatchObject({ matches: 3, stopped: { code: "limit" } });
  });

  it("looks at the time of each line", async () => {
    await print("a", "EDAC one\r\n", "EDAC two\r\n", "EDAC three\r\n");
    const t = Date.UTC(2026, 10, 22, 3, 0, 0);
    const found = await search("EDAC", { from: new Date(t + 26 * HOUR), until: new Date(t + 60 * HOUR) });
    expect(lines(found)).toEqual(["EDAC two"]);
  });

  it("shows the beginning of lines without end, binary or not", async () => {
    await print(
      "a",
      Buffer.concat([Buffer.from([0, 0xff, 0xfe]), Buffer.from(`EDAC ${"x".repeat(300_000)}`)]),
    );
    const [line = ""] = lines(await search("EDAC"));
    expect(line.startsWith("\ufffd\ufffdEDAC xxx")).toBe(true);
    expect(line.length).toBeLessThan(5000);
  });

  it("says how many files it could not read", async () => {
    await print("a", "EDAC one\r\n", "EDAC two\r\n", "EDAC three\r\n");
    await writeFile(bench.path("a", "00000001.log.gz"), "no gzip");
    await rm(bench.path("a", "00000002.log.gz"));
    const found = await search("EDAC");
    expect(lines(found)).toEqual(["EDAC three"]);
    expect(end(found)).toMatchObject({ stopped: { code: "unreadable", files: 2 } });
  });

  it("goes through more segments than one process is given, in order", async () => {
    bench.policy = { ...bench.policy, keepDays: 100 };
    await print("a", ...Array.from({ length: 40 }, (_, i) => `EDAC ${i}\r\n`));
    const found = await search("EDAC", { limit: 100 });
    expect(lines(found)).toEqual(Array.from({ length: 40 }, (_, i) => `EDAC ${39 - i}`));
  });

  it("that is called off ends without an end", async () => {
    await print("a", "EDAC\r\n".repeat(1000));
    const off = new AbortController();
    const found: SearchFound[] = [];
    const options = { pattern: "EDAC", regex: false, caseSensitive: true, limit: 500, maxMs: 20_000 };
    const segments = await (await bench.all()).searchable({}, options);
    for await (const item of searchSegments({ ...options, segments, signal: off.signal })) {
      found.push(item);
      if (found.length === 5) off.abort();
    }
    expect(end(found)).toBeUndefined();
  });
});

describe("what is known to be in closed segments", () => {
  const damage = (number: number) => writeFile(bench.path("a", `0000000${number}.log.gz`), "no gzip");

  it("leaves out those that cannot hold a match, and counts them as searched", async () => {
    await print("a", "EDAC one\r\n", "fan two\r\n", "three\r\n", "EDAC, open\r\n");
    await damage(2);
    await damage(3);
    const found = await search("edac");
    expect(lines(found)).toEqual(["EDAC, open", "EDAC one"]);
    expect(end(found)).toMatchObject({ searchedBytes: 38, stopped: null });
    expect(end(await search("fan"))).toMatchObject({ stopped: { code: "unreadable", files: 1 } });
    expect(end(await search("ED.C|xy", { regex: true }))).toMatchObject({ stopped: { files: 2 } });
    expect(end(await search("e{0}d.*nowhere", { regex: true }))).toMatchObject({
      matches: 0,
      searchedBytes: 38,
      stopped: null,
    });
  });

  it("leaves out those that hold none of the alternatives", async () => {
    await print("a", "EDAC one\r\n", "fan two\r\n", "MCE three\r\n", "open\r\n");
    await damage(2);
    const found = await search("EDAC|MCE (?:two|three)", { regex: true });
    expect(lines(found)).toEqual(["MCE three", "EDAC one"]);
    expect(end(found)).toMatchObject({ stopped: null });
    expect(end(await search("EDAC|MCE|fan", { regex: true }))).toMatchObject({ stopped: { files: 1 } });
    expect(end(await search("EDAC|", { regex: true }))).toMatchObject({ stopped: { files: 1 } });
  });

  it("knows nothing of the open one, and of those whose letters or number of them are odd", async () => {
    const noise = patterned(400_000);
    await print("a", "di\u017f\u212a\r\n", noise, "fan\r\n", "open\r\n");
    expect([...bench.trigrams.rows.keys()]).toEqual(["a/3"]);
    expect(lines(await search("disk"))).toEqual(["di\u017f\u212a"]);
  });

  it("is found out at the next start where it is not known; until then all is searched", async () => {
    bench.trigrams.works = false;
    await print("a", "EDAC one\r\n", "fan two\r\n", "open\r\n");
    expect(bench.errors).not.toEqual([]);
    expect(bench.trigrams.rows.size).toBe(0);
    expect(lines(await search("fan"))).toEqual(["fan two"]);
    expect(lines(await search("open"))).toEqual(["open"]);
    await bench.crash();
    bench.trigrams.works = true;
    await bench.open("a");
    await (await bench.all()).compressed();
    expect([...bench.trigrams.rows.keys()].sort()).toEqual(["a/1", "a/2"]);
    await damage(1);
    expect(end(await search("fan"))).toMatchObject({ matches: 1, stopped: null });
  });

  it("is not written again when it is known", async () => {
    await print("a", "EDAC one\r\n", "open\r\n");
    const noted = bench.trigrams.rows.get("a/1");
    await bench.stop();
    await bench.open("a");
    await (await bench.all()).compressed();
    expect(bench.trigrams.rows.get("a/1")).toBe(noted);
  });
});
