import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { richServer } from "@/e2e/fixtures/rich-server";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import { ComparedBmc } from "../testing/compare";
import { createVerbContext } from "../verb-context";

let bmc: ComparedBmc;
let folder: string;
let notes: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sel-files-"));
  bmc = await ComparedBmc.start("127.2.46.8", { machine: richServer });
  await bmc.ipmitool(["mc", "info"]); // waits until it answers
});

afterAll(async () => {
  await bmc.stop();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  notes = [];
});

async function ours(...words: string[]) {
  const context = createVerbContext({
    client: bmc.client,
    signal: AbortSignal.timeout(50_000),
    note: (line) => notes.push(line),
    files: { read: (path) => readFile(path), write: (path, content) => writeFile(path, content) },
  });
  return runVerb(await lookUp(words), context);
}

const theirs = async (...words: string[]) => (await bmc.ipmitool(words)).output;
/** With this process, and those it starts, in a time zone. */
async function inZone(zone: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

const path = (name: string) => join(folder, name);

describe("files of events", () => {
  test.each(["save", "writeraw"])(
    "sel %s prints and writes what ipmitool prints and writes",
    async (word) => {
      const { output } = await ours("sel", word, path("mine"));
      expect(output).toBe(await theirs("sel", word, path("theirs")));
      expect(await readFile(path("mine"), "latin1")).toBe(await readFile(path("theirs"), "latin1"));
    },
  );

  test("sel readraw shows files of either", async () => {
    await ours("sel", "writeraw", path("mine"));
    const { output } = await ours("sel", "readraw", path("mine"));
    expect(output).toBe(await theirs("sel", "readraw", path("mine")));
    expect((await ours("sel", "ereadraw", path("mine"))).output).toBe(await theirs("sel", "elist"));
    await writeFile(path("cut"), (await readFile(path("mine"))).subarray(0, 40));
    expect((await ours("sel", "readraw", path("cut"))).exitCode).toBe(1);
    expect(notes).toEqual(["ipmitool: incomplete record found in file."]);
  });

  test("sel interpret reads what a shelf manager printed", async () => {
    const line =
      "0x001F: Event: at Mar 27 06:41:10 2007;from:(0x9a,0,7);sensor:(0x08,119); event:0x6f(asserted): 0xA3 0x00 0x88";
    await writeFile(path("pps"), `${line}\n`);
    const { output } = await ours("sel", "interpret", "0", path("pps"), "pps");
    expect(output).toContain("Power Supply #0x77 | Power Supply AC lost | Asserted");
  });
});

describe("changing the log", () => {
  test("sel add shows and adds what the file says", async () => {
    const file =
      "0x04 0x01 0x01 0x01 0x59 0x60 0x5f # hot\n\n# nothing\n0x04 0x08 0x40 0xef 0x01 0xff 0xff\n0x04 0x01\n";
    await writeFile(path("events"), file);
    const { output } = await ours("sel", "add", path("events"));
    expect(output).toBe(await theirs("sel", "add", path("events")));
    expect(notes).toEqual(["Invalid Event: 0x04 0x01"]);
    const events = (await theirs("sel", "list", "last", "4"))
      .split("\n")
      .map((line) => line.split("|").slice(3).join("|"));
    expect(events.slice(0, 2)).toEqual(events.slice(2, 4));
  });

  test("sel delete deletes single entries, last first", async () => {
    const { output, exitCode } = await ours("sel", "delete", "0x02", "3", "999");
    expect([output, exitCode]).toEqual(["Deleted entry 3\nDeleted entry 2\n", 1]);
    expect(notes).toEqual(["Unable to delete entry 999: Requested sensor, data, or record not found"]);
    expect((await theirs("sel", "list", "3")).split("\n").map((line) => line.slice(0, 4))).toEqual([
      "   1",
      "   4",
      "   5",
      "",
    ]);
  });

  test("the clock is set to the instant that is said, in any zone", async () => {
    await inZone("Asia/Shanghai", async () => {
      const { output } = await ours("sel", "time", "set", "01/02/2026 20:00:00");
      expect(output).toMatch(/^01\/02\/26 20:00:0\d CST\n$/);
      expect((await ours("sel", "time", "set", "01/02/26 20:00:00")).exitCode).toBe(0);
      const minute = (text: string) => text.replace(/:\d\d /, " ");
      const { output: got } = await ours("sel", "time", "get");
      expect(minute(got)).toBe(minute(await theirs("sel", "time", "get")));
      const { complaint } = await ours("sel", "time", "set", "02/30/26 20:00:00");
      expect(complaint).toBe("Specified time could not be parsed");
    });
    await inZone("UTC", async () => {
      expect(await theirs("sel", "time", "get")).toMatch(/^01\/02\/26 12:00:\d\d UTC\n$/);
    });
    await ours("sel", "time", "set", "now");
    const { data } = await ours("sel", "time", "get");
    expect(Math.abs((data as { seconds: number }).seconds - Date.now() / 1000)).toBeLessThan(30);
  });

  test("sel clear empties it, which both then say", async () => {
    expect((await ours("sel", "clear")).output).toBe("Clearing SEL.  Please allow a few seconds to erase.\n");
    await bmc.expectSameAsIpmitool(["sel", "list"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sel", "info"]);
  });
});
