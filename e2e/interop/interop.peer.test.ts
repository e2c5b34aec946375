import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { profiles } from "@/server/simulator/profiles/profiles";
import { interoperabilityPage, PAGE_FILE, REGENERATE, RUN_FILE } from "@/tools/interop.mjs";
import { connections } from "./connections";
import { type EnginePeer, enginePeerNames, startEnginePeers } from "./engine-peers";
import { expectedOfClients } from "./expected-clients";
import { expectedOfEngine } from "./expected-engine";
import { type Cell, type InteropRun, type Judgement, judge } from "./outcome";
import { runEngine } from "./run-engine";
import { runForeign } from "./run-foreign";
import { type SimulatedPeers, startSimulatedPeers } from "./simulated-peers";

const RUN_MS = 240_000;
const KEYED = "K_g";

let bmcs: readonly EnginePeer[] = [];
let simulated: readonly SimulatedPeers[] = [];
let engine: Judgement;
let clients: Judgement;

beforeAll(async () => {
  bmcs = await startEnginePeers();
  simulated = await Promise.all([
    startSimulatedPeers({ address: "127.2.51.40" }),
    startSimulatedPeers({
      address: "127.2.51.50",
      profiles: [profiles.dell],
      bmcKey: Buffer.from("KGtestkey123"),
      name: () => KEYED,
    }),
  ]);
  const targets = simulated.flatMap(({ peers }) => peers);
  // One after the other: our engine and all simulated BMCs are in this process.
  const ofEngine = await Promise.all(bmcs.map(runEngine));
  const ofClients = await Promise.all(targets.map(runForeign));
  engine = judge(inOrder(ofEngine.flat()), expectedOfEngine);
  clients = judge(ofClients.flat(), expectedOfClients);
  const run: InteropRun = { engine: engine.cells, clients: clients.cells };
  await mkdir(dirname(RUN_FILE), { recursive: true });
  await writeFile(RUN_FILE, `${JSON.stringify(run, null, 1)}\n`);
}, RUN_MS);

afterAll(async () => {
  for (const { stop } of simulated) stop();
  await Promise.all(bmcs.map((bmc) => bmc.stop()));
});

describe("our engine, each suite and verb", () => {
  test.each(enginePeerNames)("on %s", (peer) => {
    expect(surprises(engine, peer)).toEqual([]);
  });

  test("every exception is needed", () => {
    expect(engine.stale).toEqual([]);
  });
});

describe("clients we did not write, without workaround flags", () => {
  test.each([...Object.keys(profiles), KEYED])("on our simulator: %s", (peer) => {
    expect(surprises(clients, peer)).toEqual([]);
  });

  test("every exception is needed", () => {
    expect(clients.stale).toEqual([]);
  });
});

test("docs/interoperability.md is what this run found", async () => {
  const page = interoperabilityPage({ engine: engine.cells, clients: clients.cells });
  expect(await readFile(PAGE_FILE, "utf8"), `to make it anew: ${REGENERATE}`).toBe(page);
});

/** By connection as they are listed, whatever order they were tried in. */
function inOrder(cells: readonly Cell[]): readonly Cell[] {
  const place = ({ connection }: Cell) => connections.findIndex(({ name }) => name === connection);
  return [...cells].sort((a, b) => place(a) - place(b));
}

/** Of one peer; fails when there is nothing of it at all. */
function surprises({ cells, surprises }: Judgement, peer: string): readonly string[] {
  expect(cells.some((cell) => cell.peer === peer)).toBe(true);
  return surprises.filter(({ cell }) => cell.peer === peer).map(({ line }) => line);
}
