import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { ipmitool, lightsoutIpmi } from "@/server/cli/testing/programs";

const ADDRESS = "127.2.50.21";
const way = ["-I", "lanplus", "-C", "3", "-H", ADDRESS, "-U", "ipmiusr", "-P", "test"];
let folder: string;
let simulator: IpmiSimulator;

beforeAll(async () => {
  folder = await temporaryFolder();
  simulator = new IpmiSimulator({ folder: join(folder, "sim"), address: ADDRESS });
  await simulator.start();
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

// ipmi_sim claims to erase and takes no record: what is taken is in fill.test.ts.
test("a refusal is told as ipmitool tells it", async () => {
  const dump = join(folder, "dump");
  await ipmitool([...way, "sdr", "dump", dump]);
  const theirs = await ipmitool([...way, "sdr", "fill", "file", dump]);
  const ours = await lightsoutIpmi([...way, "sdr", "fill", "file", dump]);
  expect([ours.out, ours.exitCode]).toEqual([theirs.out, theirs.exitCode]);
  expect(ours.error).toContain("Cannot add SDR ID 0x0001");
});
