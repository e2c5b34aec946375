import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packedNames, richServer } from "@/e2e/fixtures/rich-server";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.46.2", { machine: richServer });
});

afterAll(() => bmc.stop());

describe("sdr prints what ipmitool prints", () => {
  test.each([
    "sdr",
    "sdr list",
    "sdr list all",
    "sdr list full",
    "sdr list compact",
    "sdr list event",
    "sdr list mcloc",
    "sdr list fru",
    "sdr list generic",
    "sdr elist",
    "sdr elist all",
    "sdr type",
    "sdr type Fan",
    "sdr type 0x08",
    "sdr type nonsense",
    "sdr entity",
    "sdr entity 10",
    "sdr entity 10.2",
    "sdr entity Processor",
    "sdr info",
    "sdr get Inlet",
  ])("%s", async (words) => {
    await bmc.expectSameAsIpmitool(words.split(" "));
  });

  test.each(["sdr", "sdr list all", "sdr elist all", "sdr type Fan", "sdr entity 10", "sdr get Inlet"])(
    "-v %s",
    async (words) => {
      await bmc.expectSameAsIpmitool(words.split(" "), { view: { verbosity: 1 } });
    },
  );

  test.each(["sdr list all", "sdr elist all", "sdr type Fan", "sdr get Inlet DIMM"])(
    "-c %s",
    async (words) => {
      await bmc.expectSameAsIpmitool(words.split(" "), { view: { csv: true } });
      await bmc.expectSameAsIpmitool(words.split(" "), { view: { csv: true, verbosity: 1 } });
    },
  );

  test("names that are not there, and nonsense", async () => {
    await bmc.expectSameAsIpmitool(["sdr", "get", "Nobody", "Inlet"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sdr", "get"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sdr", "list", "nonsense"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sdr", "entity", "nonsense"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sdr", "type", "0x1ff"], { complaints: true });
    await bmc.expectSameAsIpmitool(["sdr", "dump"], { complaints: true });
  });
});

describe("packed names", () => {
  let packed: ComparedBmc;
  beforeAll(async () => {
    packed = await ComparedBmc.start("127.2.46.3", { machine: packedNames });
    await packed.ipmitool(["mc", "info"]); // waits until it answers
  });
  afterAll(() => packed.stop());

  test("are decoded, which ipmitool does not do; all else is alike", async () => {
    const ours = (await packed.ours(["sdr", "elist"])).output.split("\n");
    const theirs = (await packed.ipmitool(["sdr", "elist"])).output.split("\n");
    const [afterName, name] = [
      (line: string) => line.slice(line.indexOf(" | ")),
      (line: string) => line.slice(0, 16),
    ];
    expect(ours.map(afterName)).toEqual(theirs.map(afterName));
    expect(ours.map(name)).toEqual(["SIXBIT NAME     ", "12-34.56        ", ""]);
    expect(theirs.map(name)).not.toContain("SIXBIT NAME     ");
  });
});
