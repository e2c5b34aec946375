import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ApiUser } from "../../e2e/fixtures/api";
import { Engine } from "../../e2e/fixtures/engine";
import { IpmiSimulator } from "../../e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import { residentMebibytes } from "../process-usage";
import type { Report } from "../report";

const POLL_SECONDS = 5;
const ROUNDS = 6;

/** Resident memory of the engine process (pages and Postgres have their own) after some rounds of polling N hosts. */
export async function measureMemory(report: Report): Promise<void> {
  for (const hosts of [1, 100]) {
    const folder = await temporaryFolder();
    const simulators = Array.from(
      { length: hosts },
      (_, i) => new IpmiSimulator({ folder: join(folder, `bmc${i}`), address: `127.1.0.${i + 1}` }),
    );
    const engine = new Engine({
      dataFolder: join(folder, "data"),
      environment: { LIGHTSOUT_POLL_SECONDS: String(POLL_SECONDS) },
    });
    try {
      for (const simulator of simulators) await simulator.start();
      await engine.start();
      const admin = await ApiUser.firstAdministrator(engine);
      for (const [i, simulator] of simulators.entries())
        await admin.addHost(`host${i}`, simulator, simulator);
      await new Promise((resolve) => setTimeout(resolve, POLL_SECONDS * ROUNDS * 1000));
      const online = await admin.onlineHosts();
      if (online !== hosts) throw new Error(`${online} of ${hosts} hosts answer`);
      report.add(
        `resident memory of the engine, ${hosts} host(s) × 19 sensors`,
        [await residentMebibytes(engine.pid ?? 0)],
        "MiB",
      );
      await admin.dispose();
    } finally {
      await engine.stop();
      for (const simulator of simulators) await simulator.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }
}
