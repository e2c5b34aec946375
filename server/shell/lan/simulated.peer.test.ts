import { type ChildProcess, execFile, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";

// What ipmi_sim does not have, on a simulated BMC of our own: ipmitool and we are asked the same.

const ADDRESS = "127.2.47.20";
const CLI = "tools/lightsout.cjs";
const connection = ["-I", "lanplus", "-C", "17", "-H", ADDRESS, "-U", "admin", "-P", "admin"];

let simulator: ChildProcess;

beforeAll(async () => {
  const options = ["--bind", ADDRESS, "--user", "admin", "--password", "admin"];
  simulator = spawn(process.execPath, [CLI, "simulate", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    simulator.stdout?.on("data", (text: Buffer) => text.includes("ready") && resolve());
    simulator.once("exit", () => reject(new Error("the simulator ended")));
  });
});
afterAll(() => {
  simulator.kill();
});

function run(program: string, args: readonly string[]): Promise<{ output: string; exitCode: number }> {
  return new Promise((resolve, reject) => {
    execFile(program, args, (error, output) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ output, exitCode: typeof error?.code === "number" ? error.code : 0 });
    });
  });
}

const ipmitool = (line: string) => run("ipmitool", [...connection, ...line.split(" ")]);
const ours = (line: string) => run(process.execPath, [CLI, "ipmi", ...connection, ...line.split(" ")]);

test.each([
  "lan print",
  "lan alert print",
  "channel authcap 1 4",
  "sol info",
  "sol payload status 1 2",
  "pef status",
  "-v pef status",
  "pef policy list",
  "-v pef policy list",
  "pef filter list",
  "firewall info",
  "lan set 1 vlan id 100",
  "lan print 1",
  "lan set 1 vlan id off",
  "lan alert set 1 1 ipaddr 192.0.2.9",
  "lan alert print 1 1",
])("%s", async (line) => {
  const theirs = await ipmitool(line);
  expect(await ours(line)).toEqual(theirs);
});

test("session info active, but for the port each comes from", async () => {
  const withoutPort = ({ output }: { output: string }) => output.replace(/(console port +: )\d+/, "$1");
  const theirs = withoutPort(await ipmitool("session info active"));
  expect(withoutPort(await ours("session info active"))).toBe(theirs);
});

test("lan stats get: ipmitool has each counter's bytes the wrong way round", async () => {
  const counter = ({ output }: { output: string }) => Number(/IP Rx Packet +: (\d+)/.exec(output)?.[1]);
  const theirs = counter(await ipmitool("lan stats get"));
  const now = counter(await ours("lan stats get"));
  const swapped = ((theirs & 0xff) << 8) | (theirs >> 8);
  expect(now).toBeGreaterThan(swapped);
  expect(now - swapped).toBeLessThan(100);
});

test("sol info, comma separated, has force authentication where ipmitool repeats force encryption", async () => {
  await ours("sol set force-authentication true 1");
  await ours("sol set force-encryption false 1");
  const fields = (await ours("-c sol info 1")).output.split(",");
  expect(fields.slice(2, 4)).toEqual(["false", "true"]);
  expect((await ipmitool("-c sol info 1")).output.split(",").slice(2, 4)).toEqual(["false", "false"]);
});
