import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SatelliteRack } from "@/e2e/fixtures/satellite-rack";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { ipmitool, lightsoutIpmi } from "../testing/programs";

let folder: string;
let rack: SatelliteRack;

beforeAll(async () => {
  folder = await temporaryFolder();
  rack = new SatelliteRack(`${folder}/rack`, "127.2.55.5");
  await rack.start();
});

afterAll(async () => {
  await rack.stop();
  await rm(folder, { recursive: true, force: true });
});

async function expectSame(line: string): Promise<void> {
  const way = ["-I", "lanplus", "-C", "3", "-H", rack.address, "-U", rack.user, "-P", rack.password];
  const args = [...way, ...line.split(" ")];
  const theirs = await ipmitool(args);
  const ours = await lightsoutIpmi(args);
  expect([ours.out, ours.exitCode], `${ours.error}\n${theirs.error}`).toEqual([theirs.out, theirs.exitCode]);
}

describe("a controller behind the BMC: output and exit code are ipmitool's", () => {
  test.each([
    "mc info",
    "-b 0 mc info",
    "mc guid",
    "sdr",
    "sdr elist",
    "-v sdr",
    "sdr info",
    "sensor",
    "-v sensor",
    "-c sensor",
    "fru",
    "fru print 0",
    "fru print 1",
    "sel info",
    "raw 6 1",
    "raw 6 0x52",
    "chassis status",
  ])("-t 0x30 %s", (line) => expectSame(`-t 0x30 ${line}`));

  test("an address where nobody is", () => expectSame("-t 0x42 -N 1 -R 1 mc info"));
  test("through a controller that cannot forward", () =>
    expectSame("-m 0x20 -t 0x30 -T 0x44 -B 0 -N 1 -R 1 mc info"));
  test.each([
    "-t 0x30 -T 0x20 -B 0 mc info",
    "-t 0x20 -T 0x30 -B 0 mc info",
    "-m 0x30 -t 0x30 mc info",
    "-m 0x82 -t 0x30 mc info",
  ])("nothing is bridged to the BMC's own address, nor through it: %s", expectSame);
  test("a transit without a target", () => expectSame("-T 0x30 mc info"));
});

describe("sensors of other controllers in the BMC's repository", () => {
  test.each([
    "sdr",
    "sdr elist",
    "sdr list full",
    "-v sdr",
    "-c sdr",
    "sdr list mcloc",
    "sdr list fru",
    "sdr type Temperature",
    "sdr entity 7",
    "sdr get Sat\u00a0Temp",
    "sensor",
    "sensor get Inlet",
    "fru",
  ])("%s", (line) => expectSame(line.replaceAll("\u00a0", " ")));
});
