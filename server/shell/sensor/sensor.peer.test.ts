import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { richServer } from "@/e2e/fixtures/rich-server";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.46.4", { machine: richServer });
  await bmc.ipmitool(["mc", "info"]); // waits until it answers
});

afterAll(() => bmc.stop());

describe("sensor prints what ipmitool prints", () => {
  test.each(["", "list"])("sensor %s", async (word) => {
    const words = ["sensor", word].filter(Boolean);
    await bmc.expectSameAsIpmitool(words);
    await bmc.expectSameAsIpmitool(words, { view: { csv: true } });
    await bmc.expectSameAsIpmitool(words, { view: { verbosity: 1 } });
  });

  test.each([
    ["Inlet"],
    ["Inlet", "DIMM", "Amps"],
    ["Absent"],
    ["Not there"],
    ["Nobody", "Inlet"],
    ["Watchdog"],
    ["BMC"],
    ["PSU FRU"],
    ["Satellite temp"],
    ["Compact level"],
    ["No number"],
    [],
  ])("sensor get %s", async (...names) => {
    await bmc.expectSameAsIpmitool(["sensor", "get", ...names], { complaints: true });
    await bmc.expectSameAsIpmitool(["sensor", "get", ...names], { view: { csv: true }, complaints: true });
  });

  test("sensor reading", async () => {
    const words = [
      "sensor",
      "reading",
      "Inlet",
      "DIMM",
      "Absent",
      "Full, discrete",
      "Nobody",
      "Curve ln",
      "BMC",
    ];
    await bmc.expectSameAsIpmitool(words, { complaints: true });
    await bmc.expectSameAsIpmitool(words, { view: { csv: true } });
    await bmc.expectSameAsIpmitool(["sensor", "reading"], { complaints: true });
  });
});

describe("sensor thresh", () => {
  const limits = async () => (await bmc.ipmitool(["sensor", "list"], { csv: true })).output.split("\n")[0];

  test("sets what ipmitool sets, in its words", async () => {
    const words = ["sensor", "thresh", "Inlet", "upper", "70", "80", "90.4"];
    await bmc.expectSameAsIpmitool(words, { complaints: true });
    expect(await limits()).toBe("Inlet,59.000,degrees C,ok,0.000,5.000,10.000,70.000,80.000,90.000");
    const { output } = await bmc.ours(["sensor", "thresh", "Inlet", "lower", "1", "7", "12"]);
    expect(output).toContain('Setting sensor "Inlet" Lower Critical threshold to 7.000\n');
    expect(await limits()).toBe("Inlet,59.000,degrees C,ok,1.000,7.000,12.000,70.000,80.000,90.000");
    await bmc.expectSameAsIpmitool(["sensor", "thresh", "Inlet", "ucr", "75"], { complaints: true });
    expect((await bmc.ours(["sensor", "thresh", "Inlet", "ucr", "76"])).exitCode).toBe(0);
    expect(await limits()).toBe("Inlet,59.000,degrees C,ok,1.000,7.000,12.000,70.000,76.000,90.000");
  });

  test("refuses what the sensor cannot express, which ipmitool wraps around", async () => {
    const before = await limits();
    const { output, complaint, exitCode } = await bmc.ours([
      "sensor",
      "thresh",
      "Inlet",
      "lower",
      "-1",
      "7",
      "12",
    ]);
    expect([output, exitCode]).toEqual(["Locating sensor record 'Inlet'...\n", 1]);
    expect(complaint).toContain("nothing was set");
    expect(await limits()).toBe(before);
  });

  test.each([
    ["Inlet", "ucr", "10"],
    ["Inlet", "lnc", "500"],
    ["Inlet", "lnr", "12"],
    ["Inlet", "foo", "12"],
    ["Inlet", "ucr", "warm"],
    ["Inlet", "upper", "1", "2"],
    ["Inlet", "upper", "1", "2", "x"],
    ["Inlet"],
    ["Nobody", "ucr", "12"],
    ["DIMM", "ucr", "12"],
    ["Full, digital", "ucr", "12"],
    ["Absent", "ucr", "92"],
  ])("sensor thresh %s %s %s is refused as ipmitool refuses it", async (...words) => {
    await bmc.expectSameAsIpmitool(["sensor", "thresh", ...words], { complaints: true });
  });
});
