import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ipmitool, lightsoutIpmi } from "@/server/cli/testing/programs";
import { startSimulator, stopSimulator } from "@/server/cli/testing/simulator-process";

// A simulated BMC with a controller behind it at 30h: ipmi_sim takes no records.

const ADDRESS = "127.2.50.22";
const way = ["-I", "lanplus", "-C", "17", "-H", ADDRESS, "-U", "admin", "-P", "admin"];
let simulator: ChildProcess;

beforeAll(async () => {
  const user = ["--user", "admin", "--password", "admin"];
  simulator = await startSimulator("--bind", ADDRESS, "--profile", "lenovo", ...user);
});
afterAll(() => stopSimulator(simulator));

/** Names and numbers of the records there are; what the sensors read moves. */
async function records(): Promise<readonly string[]> {
  const { out } = await ipmitool([...way, "sdr", "elist", "all"]);
  return out.split("\n").map((line) => line.split("|").slice(0, 2).join("|"));
}

test.each([
  "sdr fill nosat",
  "sdr fill range 0x30,0x72",
  "sdr fill range 0x2e-0x32",
  "sdr fill range 0x2",
  "sdr fill range",
])("%s does and says what ipmitool's does and says", async (line) => {
  const theirs = await ipmitool([...way, ...line.split(" ")]);
  const afterTheirs = await records();
  const ours = await lightsoutIpmi([...way, ...line.split(" ")]);
  expect([ours.out, ours.exitCode], ours.error).toEqual([theirs.out, theirs.exitCode]);
  expect(await records()).toEqual(afterTheirs);
  expect(afterTheirs.length).toBeGreaterThan(10);
});

test("a list of three and a range, which ipmitool cannot read though its help says it", async () => {
  const line = ["sdr", "fill", "range", "0x28,0x30,0x40-0x44"];
  expect(await ipmitool([...way, ...line])).toMatchObject({ exitCode: 1 });
  expect(await lightsoutIpmi([...way, ...line])).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining("Scanning 30h..\nLoad SDRs from 0x30\n"),
  });
});
