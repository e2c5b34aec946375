import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packedNames, richServer } from "@/e2e/fixtures/rich-server";
import { ComparedBmc, type CompareOptions } from "../testing/compare";

/** One buffer for date and time makes ipmitool print the date twice. */
const twice: CompareOptions["except"] = [
  {
    pattern: /^( Timestamp {13}: )(S\+ \S+|\S+) .*$/gm,
    becomes: "$1$2",
    reason: "ipmitool prints the date where the time should be",
  },
];

let bmc: ComparedBmc;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sel-"));
  bmc = await ComparedBmc.start("127.2.46.5", { machine: richServer });
  await bmc.ipmitool(["sel", "time", "set", "01/02/24 03:04:05"]);
  const later = ["0x04 0x01 0x01 0x01 0x59 0x60 0x5f", "0x04 0x13 0x57 0xef 0x05 0xff 0xff"];
  await writeFile(join(folder, "later"), `${later.join("\n")}\n`);
  await bmc.ipmitool(["sel", "add", join(folder, "later")]);
});

afterAll(async () => {
  await bmc.stop();
  await rm(folder, { recursive: true });
});

describe("sel prints what ipmitool prints", () => {
  test.each([
    "sel",
    "sel info",
    "sel list",
    "sel elist",
    "sel list 3",
    "sel list first 2",
    "sel elist last 4",
    "sel list 500",
    "sel list x",
    "sel list foo 3",
    "sel get",
    "sel get 999",
    "sel get x",
    "sel delete",
    "sel time",
    "sel time set",
    "sel save",
    "sel writeraw",
    "sel readraw",
    "sel add",
    "sel interpret",
    "sel interpret 12 file foo",
  ])("%s", async (words) => {
    await bmc.expectSameAsIpmitool(words.split(" "), { complaints: true });
    await bmc.expectSameAsIpmitool(words.split(" "), { view: { csv: true } });
  });

  test.each(["sel list", "sel elist last 3"])("-v %s", async (words) => {
    await bmc.expectSameAsIpmitool(words.split(" "), { view: { verbosity: 1 }, except: twice });
  });

  test("our dates have their times", async () => {
    const { output } = await bmc.ours(["sel", "list", "last", "1"], { verbosity: 1 });
    expect(output).toMatch(/ Timestamp {13}: 01\/0\d\/24 \d\d:\d\d:\d\d \S+\n/);
  });

  test.each([1, 2, 4, 7, 12, 16, 17, 18, 24, 26, 27, 30])("sel get %i", async (id) => {
    await bmc.expectSameAsIpmitool(["sel", "get", String(id)], { except: twice });
    await bmc.expectSameAsIpmitool(["sel", "get", String(id)], { except: twice, view: { verbosity: 1 } });
  });

  test("sel get 3 8 999", async () => {
    await bmc.expectSameAsIpmitool(["sel", "get", "8", "9", "999", "12"], {
      except: twice,
      complaints: true,
    });
  });
});

describe("names in packed encodings", () => {
  test("are decoded in `sel elist`, which ipmitool does not do; all else is alike", async () => {
    const packed = await ComparedBmc.start("127.2.46.6", { machine: packedNames });
    try {
      const theirs = (await packed.ipmitool(["sel", "elist"])).output;
      const ours = (await packed.ours(["sel", "elist"])).output;
      const rest = (text: string) => text.split("\n").map((line) => line.replace(/Temperature [^|]*\|/, ""));
      expect(rest(ours)).toEqual(rest(theirs));
      expect(ours).toContain("Temperature SIXBIT NAME  |");
      expect((await packed.ours(["sdr", "get", "SIXBIT NAME"])).output).toContain("SIXBIT NAME");
    } finally {
      await packed.stop();
    }
  });
});
