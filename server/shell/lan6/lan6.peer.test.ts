import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ipmitool, lightsoutIpmi } from "@/server/cli/testing/programs";
import { startSimulator, stopSimulator } from "@/server/cli/testing/simulator-process";

// ipmi_sim knows no IPv6: ipmitool and we are asked the same of a simulated BMC of our own.

const ADDRESS = "127.2.50.20";
const way = ["-I", "lanplus", "-C", "17", "-H", ADDRESS, "-U", "admin", "-P", "admin"];

let simulator: ChildProcess;

beforeAll(async () => {
  simulator = await startSimulator("--bind", ADDRESS, "--user", "admin", "--password", "admin");
});
afterAll(() => stopSimulator(simulator));

const theirs = (line: string) => ipmitool([...way, ...line.split(" ")]);
const ours = (line: string) => lightsoutIpmi([...way, ...line.split(" ")]);

async function expectSame(line: string): Promise<void> {
  const [a, b] = [await theirs(line), await ours(line)];
  expect([b.out, b.exitCode], b.error).toEqual([a.out, a.exitCode]);
}

test.each([
  ...["support", "enables", "traffic_class", "static_hops", "flow_label", "status", "rtr_cfg"],
  ...["static_addr", "static_addr 1", "static_duid 0 0", "dynamic_addr", "static_rtr", "static_rtr 2"],
  ...["dhcp6_cfg_sup", "ndslaac_cfg_sup", "num_dynamic_rtrs", "STATUS"],
  ...["dynamic_duid 0 0", "dynamic_rtr", "static_addr 99", "nonsense", "static_addr x", "static_duid 0 x"],
])("lan6 print 1 %s", (words) => expectSame(`lan6 print 1 ${words}`));

test.each([
  // Asks for set after set and block after block until the BMC has no more.
  ...["lan6 print", "lan6 print 1", "lan6 print 1 static_duid", "lan6 print 1 static_duid 0 1"],
  ...["lan6 print x", "lan6 print 9 enables", "lan6 lock", "lan6 set 1", "lan6 set 1 static_addr"],
  ...["lan6 set 1 enables nonsense", "lan6 set 1 static_addr 0 enable nonsense 64"],
  ...["lan6 save 1 enables", "lan6 save 1 static_addr", "lan6 save 1 static_rtr", "lan6 save 1 rtr_cfg"],
])("%s", (line) => expectSame(line));

test("what is set is shown, by both", async () => {
  for (const words of [
    "enables ipv6",
    "flow_label 0x12345",
    "rtr_cfg both",
    "static_addr 0 enable 2001:db8::7 64",
    "static_addr 1 disable ::ffff:192.0.2.9 96",
    "static_rtr 2 fe80::2 00:11:22:33:44:55 2001:db8:: 48",
    "static_duid 0 0 0e00010001c7920102",
  ]) {
    expect(await ours(`lan6 set 1 ${words}`), words).toMatchObject({ out: "", exitCode: 0 });
    const [word = "", index = ""] = words.split(" ");
    const selectors = word.startsWith("static_duid")
      ? `${word} 0 0`
      : word.startsWith("static")
        ? `${word} ${index}`
        : word;
    await expectSame(`lan6 print 1 ${selectors}`);
  }
  const { out } = await ours("lan6 print 1 static_addr 0");
  expect(out).toContain("    Enabled:        yes\n    Address:        2001:db8::7/64\n");
});

test("what was saved can be set again; the mark is given up", async () => {
  const { out } = await ours("lan6 save 1 flow_label");
  expect(out).toBe(
    "lan6 lock 1\nlan6 set 1 nolock flow_label 0x12345\nlan6 commit 1\nlan6 discard 1\nexit\n",
  );
  expect(await ours("lan6 lock 1")).toMatchObject({ exitCode: 0 });
  expect(await ours("lan6 set 1 nolock flow_label 7")).toMatchObject({ exitCode: 0 });
  expect(await ours("lan6 discard 1")).toMatchObject({ exitCode: 0 });
  expect((await ours("lan6 print 1 flow_label")).out).toBe("IPv6 Header Flow Label: 7\n");
});
