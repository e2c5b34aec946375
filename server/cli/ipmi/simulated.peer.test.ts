import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ipmitool, lightsoutIpmi } from "../testing/programs";
import { startSimulator, stopSimulator } from "../testing/simulator-process";

// What ipmi_sim does not have, on a simulated BMC of our own: ipmitool and we are asked the same.

const ADDRESS = "127.2.55.6";
const connection = ["-I", "lanplus", "-C", "17", "-H", ADDRESS, "-U", "admin", "-P", "admin"];
let simulator: ChildProcess;

beforeAll(async () => {
  simulator = await startSimulator("--bind", ADDRESS, "--profile", "lenovo");
});
afterAll(() => stopSimulator(simulator));

/** `moving`: what changes between two looks. */
async function expectSame(words: readonly string[], moving?: RegExp): Promise<void> {
  const still = (text: string) => (moving === undefined ? text : text.replace(moving, "#"));
  const theirs = await ipmitool([...connection, ...words]);
  const ours = await lightsoutIpmi([...connection, ...words]);
  expect([still(ours.out), ours.exitCode], ours.error).toEqual([still(theirs.out), theirs.exitCode]);
}

const seconds = /\d\d:\d\d:\d\d/g;
const measured = /[+-]?\b\d+(?=[ ,](C|Watts|degrees C)\b)/g;

describe("DCMI", () => {
  test.each([
    "dcmi discover",
    "dcmi power get_limit",
    "dcmi power set_limit limit 300",
    "dcmi power set_limit action sel_logging correction 2000 sample 2",
    "dcmi power activate",
    "dcmi power get_limit",
    "dcmi power deactivate",
    "dcmi power get_limit",
    "dcmi asset_tag",
    "dcmi set_asset_tag RACK-7-U12-0123456789",
    "dcmi asset_tag",
    "dcmi get_mc_id_string",
    "dcmi set_mc_id_string controller-of-rack-7",
    "dcmi get_mc_id_string",
    "dcmi thermalpolicy get 0x40 1",
    "dcmi thermalpolicy get 0x99 1",
    "dcmi get_conf_param",
  ])("%s", (line) => expectSame(line.split(" ")));

  test("dcmi power reading", () =>
    expectSame(["dcmi", "power", "reading"], new RegExp(`${measured.source}|${seconds.source}`, "g")));
  test.each(["dcmi get_temp_reading", "dcmi sensors", "-c dcmi sensors"])("%s", (line) =>
    expectSame(line.split(" "), measured),
  );
});

describe("events", () => {
  test.each([
    ["1"],
    ["CPU 1 Temp"],
    ["CPU 1 Temp", "list"],
    ["CPU 1 Temp", "unc", "assert"],
    ["CPU 1 Temp", "lnr", "deassert"],
    ["CPU 1 Temp", "nonsense"],
    ["Drive 0", "list"],
    ["Drive 0", "Drive Fault"],
    ["Drive 0", "nonsense"],
    ["nobody", "unc"],
  ])("event %s %s %s", (...words) => expectSame(["event", ...words.filter(Boolean)]));

  test("comma separated", () => expectSame(["-c", "event", "CPU 1 Temp", "unc"]));
});

describe("the controller of the backplane", () => {
  test.each([
    "-m 0x20 -t 0x30 mc info",
    "-t 0x30 mc guid",
    "-t 0x30 sdr elist",
    "-t 0x30 fru",
    "-t 0x20 mc info",
    "-t 0x42 -T 0x30 -B 0 -N 1 -R 1 mc info",
    "-t 0x42 -N 1 -R 1 mc info",
  ])("%s", (line) => expectSame(line.split(" ")));

  // ipmitool loses the answer of two hops when it comes inside the answer to its Send Message.
  test("through two bridges it answers as through one", async () => {
    const bridged = (...way: string[]) => lightsoutIpmi([...connection, ...way, "-t", "0x30", "mc", "info"]);
    expect(await bridged("-T", "0x30", "-B", "0")).toEqual(await bridged());
  });
});
