import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { HostSummary } from "@/lib/contracts/host";
import { ApiUser } from "../../e2e/fixtures/api";
import { Engine } from "../../e2e/fixtures/engine";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import { cpuSeconds, residentMebibytes } from "../process-usage";
import type { Report } from "../report";
import { Simulators } from "../simulators";

const SENSORS = 24;
const POLL_SECONDS = 60;
const SAMPLES = 36;
const SAMPLE_MS = 5_000;
const LONGEST_START_MS = 30 * 60_000;
/** Asking for ten thousand hosts costs the engine a second itself. */
const LOOK_MS = 15_000;
/** A value this old has missed a round. */
const MISSED_MS = 2 * POLL_SECONDS * 1000;

/** The engine watching ten thousand BMCs, their sensors every minute: CPU, memory, age of what it knows. */
export async function measureFleet(report: Report, bmcs: number): Promise<string> {
  const folder = await temporaryFolder();
  const simulators = await Simulators.start({ bind: "127.100.0.1", count: bmcs, sensors: SENSORS });
  report.add(
    "simulators: memory of a BMC",
    [((await residentMebibytes(simulators.pid)) * 1024) / bmcs],
    "KiB",
  );
  const engine = new Engine({
    dataFolder: join(folder, "data"),
    environment: { LIGHTSOUT_POLL_SECONDS: String(POLL_SECONDS) },
  });
  try {
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    const begun = performance.now();
    await addAll(admin, bmcs);
    report.add("engine: adding them, one API call each", [(performance.now() - begun) / 1000], "s");
    await untilAllOnline(admin, bmcs);
    const online = (performance.now() - begun) / 1000;
    report.add("engine: from the first added to the last online", [online], "s");
    report.add("engine: CPU of adding a host and its first round", [await perHost(engine, bmcs)], "ms");
    const watched = await watch(engine, admin);
    report.add(
      `engine: CPU, ${bmcs} BMCs × ${SENSORS} sensors every ${POLL_SECONDS} s`,
      [watched.cores],
      "cores",
    );
    report.add("engine: resident memory", watched.memory, "MiB");
    report.add("engine: age of the last contact, p99 over hosts and samples", [watched.p99Age], "s");
    report.add("engine: hosts that missed a round", [watched.missed], "hosts");
    report.add(
      "simulators: memory of a BMC, polled",
      [((await residentMebibytes(simulators.pid)) * 1024) / bmcs],
      "KiB",
    );
    await admin.dispose();
    return `To reach: ≤ 1 core, ≤ 1024 MiB, no missed round, p99 age ≤ 90 s. ${SAMPLES} samples in ${(SAMPLES * SAMPLE_MS) / 60_000} minutes; the page server and Postgres have processes of their own.`;
  } finally {
    await engine.stop();
    await simulators.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of CPU a host, since the engine's start. */
async function perHost(engine: Engine, bmcs: number): Promise<number> {
  return ((await cpuSeconds(engine.pid ?? 0)) * 1000) / bmcs;
}

function addressOf(index: number): string {
  const last = 1 + index;
  return `127.100.${last >> 8}.${last & 0xff}`;
}

async function addAll(admin: ApiUser, bmcs: number): Promise<void> {
  let next = 0;
  const add = async () => {
    while (next < bmcs) {
      const index = next++;
      await admin.addHost(`node${index + 1}`, { address: addressOf(index), port: 623 }, Simulators);
    }
  };
  await Promise.all(Array.from({ length: 16 }, add));
}

async function untilAllOnline(admin: ApiUser, bmcs: number): Promise<void> {
  const end = Date.now() + LONGEST_START_MS;
  for (;;) {
    const online = await admin.onlineHosts();
    console.log(`${online} of ${bmcs} hosts answer`);
    if (online === bmcs) return;
    if (Date.now() > end) throw new Error(`only ${online} of ${bmcs} hosts answer`);
    await pause(LOOK_MS);
  }
}

interface Watched {
  readonly cores: number;
  readonly memory: readonly number[];
  /** Seconds. */
  readonly p99Age: number;
  readonly missed: number;
}

async function watch(engine: Engine, admin: ApiUser): Promise<Watched> {
  const pid = engine.pid ?? 0;
  // The rest of the first rounds.
  await pause(POLL_SECONDS * 1000);
  const ages: number[] = [];
  const missed = new Set<string>();
  const memory: number[] = [];
  const begun = performance.now();
  const cpu = await cpuSeconds(pid);
  for (let sample = 0; sample < SAMPLES; sample++) {
    await pause(SAMPLE_MS);
    memory.push(await residentMebibytes(pid));
    if (sample % 6 !== 5) continue;
    for (const { id, contact } of await hostsOf(admin)) {
      const age = Date.now() - Date.parse(contact.lastSeenAt ?? "");
      ages.push(age);
      if (!(age <= MISSED_MS)) missed.add(id);
    }
  }
  const seconds = (performance.now() - begun) / 1000;
  ages.sort((a, b) => a - b);
  return {
    cores: ((await cpuSeconds(pid)) - cpu) / seconds,
    memory,
    p99Age: (ages[Math.floor(ages.length * 0.99)] ?? Number.NaN) / 1000,
    missed: missed.size,
  };
}

async function hostsOf(admin: ApiUser): Promise<HostSummary[]> {
  const { hosts } = (await (await admin.http.get("/api/v1/hosts")).json()) as { hosts: HostSummary[] };
  return hosts;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
