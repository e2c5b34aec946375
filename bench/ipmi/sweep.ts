import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { Bmc } from "@/server/bmc/capabilities";
import { ipmiDriver } from "@/server/bmc/ipmi/driver";
import { systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import { median } from "../median";
import { cpuSplit } from "./cpu-split";
import { type Field, HOSTS, SENSORS } from "./field";
import { type CommandRun, datagramsSent } from "./run-command";

const RUNS = 5;
/** Rounds before the measured ones, as an engine has them behind it after ten minutes: SDRs are read, the code is compiled. */
const WARM_UP = 10;
/** Rounds under the profiler. */
const PROFILED = 3;

/** All sensors of all hosts over sessions that are open, by the driver the poller uses, beside ipmi-sensors with a warm cache. */
export async function measureSweep(field: Field, peer: () => Promise<CommandRun>): Promise<string> {
  const driver = ipmiDriver({ network: udpNetwork, clock: systemClock, entropy: systemEntropy });
  const bmcs = field.simulators.map((simulator) =>
    driver.open({
      address: simulator.address,
      port: simulator.port,
      username: simulator.user,
      password: simulator.password,
      bmcKey: null,
      guid: null,
      signs: null,
      cipherSuite: null,
      ipmi: { ...defaultIpmiSettings, cipherSuites: [3] },
      known: null,
    }),
  );
  try {
    for (let round = 0; round < WARM_UP; round++) await sweep(bmcs);
    const ours: { wall: number; cpu: number; datagrams: number }[] = [];
    const peers: CommandRun[] = [];
    for (let run = 0; run < RUNS; run++) {
      peers.push(await peer());
      const sent = await datagramsSent();
      const cpu = process.cpuUsage();
      const begun = performance.now();
      await sweep(bmcs);
      const wall = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const datagrams = (await datagramsSent()) - sent;
      ours.push({ wall, cpu: (user + system) / 1e6, datagrams });
    }
    const split = await cpuSplit(async () => {
      for (let round = 0; round < PROFILED; round++) await sweep(bmcs);
    });
    const wall = median(ours.map((run) => run.wall));
    const peerWall = median(peers.map((run) => run.wallSeconds));
    const perReading = (median(ours.map((run) => run.cpu)) / (HOSTS * SENSORS)) * 1e6;
    const perPeerReading = (median(peers.map((run) => run.cpuSeconds)) / (HOSTS * SENSORS)) * 1e6;
    const datagrams = Math.min(...ours.map((run) => run.datagrams)) / (HOSTS * SENSORS);
    const shares = [...split].map(([part, share]) => `${part} ${(share * perReading).toFixed(0)}`).join(", ");
    return [
      "Sweep over open sessions (the driver of the running engine, in one process, suite 3):",
      `${wall.toFixed(2)} s for ${HOSTS * SENSORS} readings against ${peerWall.toFixed(2)} s of \`ipmi-sensors -F 64\` with a warm cache: **${(wall / peerWall).toFixed(2)} ×** (goal ≤ 0.5).`,
      `CPU a reading: ${perReading.toFixed(0)} µs against ${perPeerReading.toFixed(0)} µs.`,
      `Of them, µs by a profile of ${PROFILED} more rounds: ${shares}.`,
      `Datagrams a reading, request and reply: ${datagrams.toFixed(2)} (2 is the least; all of this machine are counted, so the run with the fewest).`,
    ].join("\n");
  } finally {
    await Promise.all(bmcs.map((bmc) => bmc.close()));
  }
}

async function sweep(bmcs: readonly Bmc[]): Promise<void> {
  const read = await Promise.all(bmcs.map((bmc) => bmc.sensors.read()));
  const count = read.reduce((sum, sensors) => sum + sensors.length, 0);
  if (count !== HOSTS * SENSORS) throw new Error(`${count} sensors were read, not ${HOSTS * SENSORS}`);
}
