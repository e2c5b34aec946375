import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const PASSWORD = "not for the screen";

/** `lightsout simulate` in a process of its own. */
function lightsoutSimulate(...options: string[]) {
  const child = spawn(process.execPath, ["tools/lightsout.mjs", "simulate", ...options]);
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
