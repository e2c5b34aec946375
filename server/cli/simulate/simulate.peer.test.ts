import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createSocket, type RemoteInfo } from "node:dgram";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const PASSWORD = "not for the screen";

/** `lightsout simulate` in a process of its own. */
function lightsoutSimulate(...options: string[]) {
  const child = spawn(process.execPath, ["tools/lightsout.cjs", "simulate", ...options]);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ended = once(child, "exit").then(([code]) => Number(code));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => {
      if (/^ready$/m.test(output)) resolve();
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  // Who does not wait for it looks at the exit code.
  ready.catch(() => {});
  return { child, ready, ended, output: () => output };
}

describe("lightsout simulate", () => {
  let folder = "";
  const children: ChildProcess[] = [];
  const start = (...options: string[]) => {
    const started = lightsoutSimulate(...options);
    children.push(started.child);
    return started;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "simulate-"));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("answers on every address, writes the log, and ends on SIGTERM", async () => {
    const log = join(folder, "actions.jsonl");
    const place = ["--bind", "127.2.43.31", "--count", "3", "--log", log];
    const simulator = start(...place, "--user", "operator", "--password", PASSWORD);
    await simulator.ready;
    for (const address of ["127.2.43.31", "127.2.43.33"]) {
      const login = ["-I", "lanplus", "-H", address, "-U", "operator", "-P", PASSWORD];
      const { stdout } = await run("ipmitool", [...login, "chassis", "identify", "5"]);
      expect(stdout).toContain("Chassis identify interval: 5 seconds");
    }
    simulator.child.kill("SIGTERM");
    expect(await simulator.ended).toBe(0);
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    const records = lines.map((line) => JSON.parse(line));
    expect(records).toMatchObject([
      { bmc: "127.2.43.31:623", action: "identify", details: { seconds: 5 } },
      { bmc: "127.2.43.33:623", action: "identify", details: { seconds: 5 } },
    ]);
    expect(simulator.output()).not.toContain(PASSWORD);
    expect(lines.join()).not.toContain(PASSWORD);
  });

  it("keeps the configuration of each BMC in a folder", async () => {
    const place = ["--bind", "127.2.55.10", "--state", join(folder, "state")];
    const login = ["-I", "lanplus", "-H", "127.2.55.10", "-P", "admin"];
    const before = start(...place);
    await before.ready;
    await run("ipmitool", [...login, "-U", "admin", "user", "set", "name", "5", "night"]);
    await run("ipmitool", [...login, "-U", "admin", "lan", "alert", "set", "1", "1", "ipaddr", "192.0.2.9"]);
    before.child.kill("SIGTERM");
    expect(await before.ended).toBe(0);

    const after = start(...place);
    await after.ready;
    const users = await run("ipmitool", [...login, "-U", "admin", "user", "list"]);
    expect(users.stdout).toMatch(/^5 +night /m);
    const alerts = await run("ipmitool", [...login, "-U", "admin", "lan", "alert", "print", "1", "1"]);
    expect(alerts.stdout).toContain("192.0.2.9");
    expect((await stat(join(folder, "state", "127.2.55.10_623.json"))).mode & 0o077).toBe(0);
  });

  it("does not start on a damaged configuration", async () => {
    const state = join(folder, "damaged");
    await mkdir(state);
    await writeFile(join(state, "127.2.55.11_623.json"), "[]");
    const simulator = start("--bind", "127.2.55.11", "--state", state);
    expect(await simulator.ended).toBe(1);
    expect(simulator.output()).toContain("holds no configuration");
  });

  it("sends a trap when a reading crosses a threshold", async () => {
    const receiver = createSocket("udp4");
    receiver.bind(162, "127.2.55.13");
    await once(receiver, "listening");
    const trapped = new Promise<{ datagram: Buffer; sender: RemoteInfo }>((resolve) => {
      receiver.once("message", (datagram, sender) => resolve({ datagram, sender }));
    });
    const simulator = start("--bind", "127.2.55.12", "--profile", "dell");
    await simulator.ready;
    const login = ["-I", "lanplus", "-H", "127.2.55.12", "-U", "admin", "-P", "admin"];
    await run("ipmitool", [...login, "lan", "alert", "set", "1", "1", "ipaddr", "127.2.55.13"]);
    // Upper critical of the inlet's temperature far below what it reads (Set Sensor Thresholds).
    const setThresholds = "raw 0x04 0x26 0x01 0x10 0 0 0 0 0x8a 0";
    await run("ipmitool", [...login, ...setThresholds.split(" ")]);
    const { datagram, sender } = await trapped;
    receiver.close();
    expect(sender.address).toBe("127.2.55.12");
    // A sequence of version 0 (SNMPv1), the community, and a trap PDU.
    const message = Buffer.from("0201000406" + "7075626c6963" + "a4", "hex");
    expect(datagram[0]).toBe(0x30);
    expect(datagram.subarray(0, message.length + 4).includes(message)).toBe(true);
  });

  it("says where something listens already", async () => {
    const first = start("--bind", "127.2.43.35", "--by-port", "--port", "7000", "--count", "2");
    await first.ready;
    const second = start("--bind", "127.2.43.35", "--by-port", "--port", "7001", "--count", "2");
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain("127.2.43.35:7001: something listens there already");
  });

  it("ends with its parent when asked to", async () => {
    const simulator = start("--bind", "127.2.43.36", "--with-parent");
    await simulator.ready;
    simulator.child.stdin.end();
    expect(await simulator.ended).toBe(0);
  });

  it("says what is wrong with an argument", async () => {
    const simulator = start("--count", "many");
    expect(await simulator.ended).toBe(2);
    expect(simulator.output()).toContain('--count: a number from 1 to 100000 is needed, not "many"');
  });
});
