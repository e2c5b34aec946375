import type { Lab } from "../../e2e/fixtures/lab";
import { median } from "../median";
import { type ConsoleWay, engineSocket, ipmiconsole, pause } from "./console-way";
import { hostLine, LINE_BYTES, type PrintingHost } from "./printing-host";
import { type Section, table, verdict } from "./results";

/** Before the host prints, and after it falls silent: what is on its way. */
const SETTLE_MS = 1000;
/** Of what the slower way delivered: so fast a host prints whose every byte must come. */
const BELOW_LIMIT = 0.8;

/** Of a run in which the way ended by itself. */
const MOST_TRIES = 8;

export interface ThroughputLength {
  readonly rounds: number;
  readonly seconds: number;
}

interface Heard {
  /** While the host printed. */
  readonly bytesASecond: number;
  readonly printedLines: number;
  /** Lines exactly as they were printed, each counted once. */
  readonly wholeLines: number;
}

/** How often a way ended by itself in the middle of a run, which was repeated. */
type Breakdowns = Map<ConsoleWay, number>;

/** What a host prints without pause, delivered by the engine and by ipmiconsole in the same time; and exactness below that. */
export async function measureThroughput(
  lab: Lab,
  host: PrintingHost,
  { rounds, seconds }: ThroughputLength,
): Promise<Section> {
  const ways = [engineSocket, ipmiconsole];
  const speeds = new Map(ways.map((way) => [way, [] as number[]]));
  const breakdowns: Breakdowns = new Map();
  const hear = (way: ConsoleWay, pace: number | null) =>
    untilWhole(way, breakdowns, () => listen(lab, host, way, seconds, pace));
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      speeds.get(way)?.push((await hear(way, null)).bytesASecond);
    }
  }
  const speedOf = (way: ConsoleWay) => median(speeds.get(way) ?? []);
  const pace = Math.floor(BELOW_LIMIT * Math.min(...ways.map(speedOf)));
  const paced = new Map<ConsoleWay, Heard>();
  for (const way of ways) paced.set(way, await hear(way, pace));
  const ratio = speedOf(engineSocket) / speedOf(ipmiconsole);
  return {
    title: "Bytes a second from the host",
    lines: [
      `One ipmi_sim whose host prints without pause for ${seconds} s; rounds alternate. What the BMC cannot send it drops; then a host at ${(pace / 1024).toFixed(0)} KiB/s, whose every line is compared.`,
      "",
      ...table(
        [
          "way",
          "median",
          "smallest … largest",
          "rounds",
          "ended by itself, and repeated",
          "lines whole, of those printed at the pace",
        ],
        ways.map((way) => {
          const all = speeds.get(way) ?? [];
          const { wholeLines = Number.NaN, printedLines = Number.NaN } = paced.get(way) ?? {};
          const spread = `${kibibytes(Math.min(...all))} … ${kibibytes(Math.max(...all))}`;
          return [
            way.name,
            `${kibibytes(speedOf(way))}/s`,
            spread,
            String(all.length),
            `${breakdowns.get(way) ?? 0} ×`,
            `${wholeLines} of ${printedLines}`,
          ];
        }),
      ),
      "",
      `The engine delivers **${ratio.toFixed(2)} ×** what ipmiconsole does (${verdict("≥ 1.0", ratio >= 1)}). ipmi_sim sends a packet when the last one is acknowledged: bound by how fast that is.`,
    ],
  };
}

async function untilWhole(
  way: ConsoleWay,
  breakdowns: Breakdowns,
  run: () => Promise<Heard | null>,
): Promise<Heard> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const heard = await run();
    if (heard !== null) return heard;
    breakdowns.set(way, (breakdowns.get(way) ?? 0) + 1);
  }
  throw new Error(`${way.name} ended by itself in each of ${MOST_TRIES} runs`);
}

/** Null when the way ended by itself. The BMC is a fresh one. */
async function listen(
  lab: Lab,
  host: PrintingHost,
  way: ConsoleWay,
  seconds: number,
  pace: number | null,
): Promise<Heard | null> {
  // A tool that ended in the flood may leave the simulator's serial port dead.
  await lab.simulator.stop();
  await lab.simulator.resume();
  const heard: Buffer[] = [];
  let bytes = 0;
  const open = await way.open(lab, (piece) => {
    heard.push(Buffer.from(piece));
    bytes += piece.length;
  });
  await pause(SETTLE_MS);
  // What was printed before anybody listened: the replay.
  heard.length = 0;
  bytes = 0;
  const begun = performance.now();
  host.print(pace);
  await pause(seconds * 1000);
  const bytesASecond = bytes / ((performance.now() - begun) / 1000);
  const printedLines = host.silence();
  await pause(SETTLE_MS);
  const wholeLines = countWhole(Buffer.concat(heard).toString("latin1"));
  const { hasEnded } = open;
  await open.close();
  return hasEnded ? null : { bytesASecond, printedLines, wholeLines };
}

function countWhole(text: string): number {
  const whole = new Set<number>();
  for (const line of text.split(/(?<=\n)/)) {
    const number = Number(line.slice(0, 8));
    if (line.length === LINE_BYTES && line === hostLine(number)) whole.add(number);
  }
  return whole.size;
}

const kibibytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
