import type { Lab } from "../../e2e/fixtures/lab";
import { percentile } from "../percentile";
import { type ConsoleWay, engineSocket, ipmitool, pause } from "./console-way";
import { type Section, table, verdict } from "./results";

const KEYS_A_ROUND = 100;
/** Between keys: as fast as a person types. */
const PAUSE_MS = 20;
/** For the greeting, which is no echo. */
const SETTLE_MS = 1000;
const LONGEST_ECHO_MS = 20_000;
const MORE_AT_MEDIAN_MS = 2;
const MORE_AT_P99_MS = 10;

/** From a key to its echo on the same BMC, in turns: through the engine's socket as a browser does, and through ipmitool. */
export async function measureEcho(lab: Lab, rounds: number): Promise<Section> {
  const ways = [engineSocket, ipmitool];
  const times = new Map(ways.map((way) => [way, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) times.get(way)?.push(...(await typed(lab, way)));
  }
  const of = (way: ConsoleWay, share: number) => percentile(times.get(way) ?? [], share);
  const more = (share: number, goal: number) => {
    const milliseconds = of(engineSocket, share) - of(ipmitool, share);
    return `${milliseconds.toFixed(2)} ms (${verdict(`≤ ${goal}`, milliseconds <= goal)})`;
  };
  return {
    title: "Key to echo",
    lines: [
      `One ipmi_sim whose serial port echoes; ${rounds} alternating rounds; suite 3.`,
      "",
      ...table(
        ["way", "p50", "p99", "keys"],
        ways.map((way) => [
          way.name,
          `${of(way, 0.5).toFixed(2)} ms`,
          `${of(way, 0.99).toFixed(2)} ms`,
          String(times.get(way)?.length),
        ]),
      ),
      "",
      `The engine takes more than ipmitool: ${more(0.5, MORE_AT_MEDIAN_MS)} at the median, ${more(0.99, MORE_AT_P99_MS)} at p99. Of the engine's own it is two frames of the socket beside ipmitool's terminal.`,
    ],
  };
}

/** Milliseconds from each key to its echo. */
async function typed(lab: Lab, way: ConsoleWay): Promise<number[]> {
  let waiting: { readonly key: string; readonly echoed: () => void } | null = null;
  const open = await way.open(lab, (bytes) => {
    if (waiting !== null && bytes.includes(waiting.key)) waiting.echoed();
  });
  await pause(SETTLE_MS);
  const found: number[] = [];
  for (let i = 0; i < KEYS_A_ROUND; i++) {
    const key = String.fromCharCode(97 + (i % 26));
    const begun = performance.now();
    await new Promise<void>((echoed, failed) => {
      const timer = setTimeout(() => failed(new Error(`${way.name}: a key was not echoed`)), LONGEST_ECHO_MS);
      waiting = {
        key,
        echoed() {
          clearTimeout(timer);
          echoed();
        },
      };
      open.type(key);
    });
    found.push(performance.now() - begun);
    waiting = null;
    await pause(PAUSE_MS);
  }
  await open.close();
  return found;
}
