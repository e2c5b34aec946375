import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type ConsoleMark,
  type ConsolePolicies,
  defaultConsolePolicy,
  type RecordingInfo,
} from "@/lib/contracts/recording";
import { ApiUser } from "../../e2e/fixtures/api";
import { Engine } from "../../e2e/fixtures/engine";
import { temporaryFolder } from "../../e2e/fixtures/temporary-folder";
import { percentile } from "../percentile";
import { cpuSeconds, descendantsOf, residentMebibytes } from "../process-usage";
import { BrowserConsole } from "./browser-console";
import { pause } from "./console-way";
import { BYTES_A_SECOND } from "./printing-bmcs/endless-printer";
import { PRINTED_LINE_BYTES, printedAt, sharedMicroseconds } from "./printing-bmcs/printed-lines";
import {
  PROCESSES,
  type PrintingBmcs,
  printingEndpoint,
  printingLogin,
  startPrintingBmcs,
} from "./printing-bmcs/start";
import { type Comparison, compareRecording } from "./recorded-lines";
import { type Section, table, verdict } from "./results";

const POLL_SECONDS = 60;
/** Consoles of which somebody looks at the output: a sample of all. */
const VIEWERS = 8;
const SAMPLE_MS = 10_000;
const P99_MS = 20;
/** A garbage collector's breath; a leak of a byte in a hundred of the output would be ten times that. */
const FLAT_MEBIBYTES = 16;
const MOST_PROBLEMS = 10;
const LONGEST_START_MS = 5 * 60_000;
/** Marks that say that bytes are missing, or may be. */
const LOSSES: readonly ConsoleMark["kind"][] = [
  "gap",
  "overrun",
  "reconnected",
  "recording-stopped",
  "restarted",
];

export interface RecordedLength {
  readonly consoles: number;
  readonly minutes: number;
  /** Of the engine to start; the program as a person starts it without. */
  readonly program?: string;
}

interface Usage {
  readonly engineCores: number;
  readonly postgresCores: number;
  readonly bmcCores: number;
  /** MiB every ten seconds. */
  readonly memory: readonly number[];
  /** Milliseconds from a line's printing to its arrival at a viewer. */
  readonly latencies: readonly number[];
}

/** Many consoles recorded by one engine while their hosts print at 115 200 bit/s: CPU, memory, delay, and whether all of it is kept. */
export async function measureRecorded({ consoles, minutes, program }: RecordedLength): Promise<Section> {
  const folder = await temporaryFolder();
  const dataFolder = join(folder, "data");
  const bmcs = await startPrintingBmcs(consoles);
  const engine = new Engine({
    dataFolder,
    environment: { LIGHTSOUT_POLL_SECONDS: String(POLL_SECONDS) },
    ...(program && { program }),
  });
  try {
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    const hosts = await addHosts(admin, consoles);
    await recordAll(admin);
    await untilRecorded(admin, hosts);
    const usage = await watch({ engine, bmcs, admin, hosts, minutes });
    const losses = await lossesOf(admin, hosts);
    await admin.dispose();
    await engine.stop();
    const found: Comparison[] = [];
    for (const [index, id] of hosts.entries()) {
      found.push(await compareRecording(join(dataFolder, "consoles", id), index));
    }
    const whole = found.filter(({ problem }) => problem === null);
    const mebibytes = found.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
    return {
      title: "Recorded consoles",
      lines: [
        `${consoles} simulated BMCs in ${PROCESSES} other processes whose hosts print ${BYTES_A_SECOND} bytes a second each, for ${minutes} minutes; suite 17; ${Math.min(VIEWERS, consoles)} of them are watched.`,
        "",
        ...table(["figure", "value", "goal"], usageRows(usage, consoles)),
        "",
        `Resident memory of the engine each minute, MiB: ${everyMinute(usage.memory)}.`,
        "",
        "Bound by the engine's one thread: each packet is received, authenticated, decrypted, acknowledged by another, searched for rules and written; the BMCs send the next one when it is acknowledged. What they drop meanwhile is marked as an overrun.",
        "",
        `Beside what was printed, byte by byte: ${whole.length} of ${consoles} recordings whole, ${mebibytes.toFixed(0)} MiB; marks of loss: ${losses}.`,
        ...found
          .flatMap(({ problem }, index) => (problem === null ? [] : [`- host ${index + 1}: ${problem}`]))
          .slice(0, MOST_PROBLEMS),
      ],
    };
  } finally {
    await engine.stop();
    await bmcs.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function usageRows(
  { engineCores, postgresCores, bmcCores, memory, latencies }: Usage,
  consoles: number,
): string[][] {
  const packetsASecond = (consoles * BYTES_A_SECOND) / PRINTED_LINE_BYTES;
  const late = (share: number) => percentile(latencies, share);
  const half = memory.slice(memory.length >> 1);
  const growth = (half.at(-1) ?? Number.NaN) - (half[0] ?? Number.NaN);
  return [
    ["engine: CPU, without Postgres and the page server", `${engineCores.toFixed(2)} cores`, ""],
    [
      "engine: CPU a packet, when none is lost",
      `${((engineCores / packetsASecond) * 1e6).toFixed(0)} µs`,
      `a core has ${(1e6 / packetsASecond).toFixed(0)} µs`,
    ],
    ["Postgres: CPU", `${postgresCores.toFixed(2)} cores`, ""],
    ["engine: resident memory, largest", `${Math.max(...memory).toFixed(0)} MiB`, ""],
    [
      "engine: resident memory gained in the last half",
      `${growth.toFixed(0)} MiB`,
      verdict(`flat (≤ ${FLAT_MEBIBYTES} MiB)`, growth <= FLAT_MEBIBYTES),
    ],
    ["printed to arrived at a viewer, p50", `${late(0.5).toFixed(2)} ms`, ""],
    [
      "printed to arrived at a viewer, p99",
      `${late(0.99).toFixed(2)} ms`,
      verdict(`≤ ${P99_MS} ms`, late(0.99) <= P99_MS),
    ],
    ["BMCs: CPU", `${bmcCores.toFixed(2)} cores`, ""],
  ];
}

const everyMinute = (memory: readonly number[]) =>
  memory
    .filter((_, index) => (index + 1) % (60_000 / SAMPLE_MS) === 0)
    .map((mebibytes) => mebibytes.toFixed(0))
    .join(", ");

/** Ids, in the order of the BMCs. */
async function addHosts(admin: ApiUser, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.push((await admin.addHost(`printer${index + 1}`, printingEndpoint(index), printingLogin)).id);
  }
  return ids;
}

async function recordAll(admin: ApiUser): Promise<void> {
  const data: ConsolePolicies = { default: { ...defaultConsolePolicy, record: true }, tags: [], hosts: [] };
  const answer = await admin.http.put("/api/v1/console/policy", { data });
  if (!answer.ok()) throw new Error(`the policy was refused: ${await answer.text()}`);
}

async function untilRecorded(admin: ApiUser, hosts: readonly string[]): Promise<void> {
  const end = Date.now() + LONGEST_START_MS;
  for (const [index, id] of hosts.entries()) {
    for (;;) {
      const info = (await (
        await admin.http.get(`/api/v1/hosts/${id}/console/recording`)
      ).json()) as RecordingInfo;
      if (info.until > 0) break;
      if (Date.now() > end) throw new Error(`console ${index + 1} of ${hosts.length} is not recorded`);
      await pause(1000);
    }
  }
  console.log(`${hosts.length} consoles are recorded`);
}

interface Watched {
  readonly engine: Engine;
  readonly bmcs: PrintingBmcs;
  readonly admin: ApiUser;
  readonly hosts: readonly string[];
  readonly minutes: number;
}

async function watch({ engine, bmcs, admin, hosts, minutes }: Watched): Promise<Usage> {
  const latencies: number[] = [];
  // What was printed before is replay, or waited while everything began.
  let [from, until] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const viewers: BrowserConsole[] = [];
  for (const id of hosts.slice(0, VIEWERS)) {
    const note = latenciesOf((late, printed) => printed >= from && printed < until && latencies.push(late));
    viewers.push(await BrowserConsole.join(engine, admin, id, note));
  }
  await pause(SAMPLE_MS);
  from = sharedMicroseconds();
  const pid = engine.pid ?? 0;
  const begun = performance.now();
  const cpuOfAll = async () => [await cpuSeconds(pid), await postgresSeconds(pid), await bmcs.cpuSeconds()];
  const before = await cpuOfAll();
  const memory: number[] = [];
  const samples = Math.max(1, Math.round((minutes * 60_000) / SAMPLE_MS));
  for (let sample = 0; sample < samples; sample++) {
    await pause(SAMPLE_MS);
    memory.push(await residentMebibytes(pid));
  }
  until = sharedMicroseconds();
  const seconds = (performance.now() - begun) / 1000;
  const after = await cpuOfAll();
  const [engineCores = 0, postgresCores = 0, bmcCores = 0] = after.map(
    (used, index) => (used - (before[index] ?? 0)) / seconds,
  );
  for (const viewer of viewers) await viewer.close();
  return { engineCores, postgresCores, bmcCores, memory, latencies };
}

/** Of the engine's own Postgres: its server and everything that one started. */
async function postgresSeconds(engine: number): Promise<number> {
  const servers = (await descendantsOf(engine)).filter(({ name }) => name === "postgres");
  return servers.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** Tells how late each line is when its end arrives, in milliseconds, and when it was printed, in microseconds of the shared clock. */
function latenciesOf(late: (milliseconds: number, printed: number) => void): (bytes: Buffer) => void {
  let rest = "";
  return (bytes) => {
    const lines = (rest + bytes.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) late((sharedMicroseconds() - printedAt(line)) / 1000, printedAt(line));
  };
}

/** How many marks of each kind. */
async function lossesOf(admin: ApiUser, hosts: readonly string[]): Promise<string> {
  const counts = new Map<string, number>();
  for (const id of hosts) {
    const answer = await admin.http.get(`/api/v1/hosts/${id}/console/marks?limit=5000`);
    const { marks } = (await answer.json()) as { marks: ConsoleMark[] };
    for (const { kind } of marks) if (LOSSES.includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts.size === 0 ? "no mark" : [...counts].map(([kind, count]) => `${count} × ${kind}`).join(", ");
}
