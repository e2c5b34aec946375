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

test("a repository that was dumped is put back, as ipmitool puts it back", async () => {
  const dump = join(folder, "dump");
  const listed = () => ipmitool([...way, "sdr", "list", "all"]);
  const before = await listed();
  await ipmitool([...way, "sdr", "dump", dump]);
  const theirs = await ipmitool([...way, "sdr", "fill", "file", dump]);
  const ours = await lightsoutIpmi([...way, "sdr", "fill", "file", dump]);
  expect(theirs.exitCode).toBe(0);
  expect([ours.out, ours.exitCode], ours.error).toEqual([theirs.out, theirs.exitCode]);
  expect((await listed()).out).toBe(before.out);
});
