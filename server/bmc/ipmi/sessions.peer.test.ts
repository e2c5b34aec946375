import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { systemClock, udpNetwork } from "@/server/ipmi";
import { MortalEngine, SurvivingMemory } from "./testing/mortal-engine";

const run = promisify(execFile);

let folder: string;
let simulator: IpmiSimulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-sessions-"));
  simulator = new IpmiSimulator({ folder, address: "127.2.52.1" });
  await simulator.start();
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Active sessions as ipmitool counts them, its own left out. */
async function sessions(): Promise<number> {
  const { address, user, password } = simulator;
  const login = ["-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-P", password];
  const { stdout } = await run("ipmitool", [...login, "session", "info", "active"]);
  const count = /^active sessions +: (\d+)$/m.exec(stdout)?.[1];
  if (count === undefined) throw new Error(`ipmitool said: ${stdout}`);
  return Number(count) - 1;
}

test("engines that are killed leave one session on ipmi_sim: the next one closes it", async () => {
  const memory = new SurvivingMemory();
  for (let life = 0; life < 6; life++) {
    const { address, port, user: username, password } = simulator;
    const target = { address, port, username, password };
    const engine = new MortalEngine({
      clock: systemClock,
      network: udpNetwork,
      memory,
      target,
      seed: 200 + life,
    });
    const bmc = await engine.start();
    await bmc.identify();
    expect(await sessions()).toBe(1);
    engine.kill();
  }
});
