import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { profiles } from "@/server/simulator/profiles/profiles";
import { interoperabilityPage, PAGE_FILE, REGENERATE, RUN_FILE } from "@/tools/interop.mjs";
import { whyNoGuest } from "../fixtures/qemu-guest";
import { connections } from "./connections";
import { type EnginePeer, enginePeerNames, startEnginePeers } from "./engine-peers";
import { expectedOfClients } from "./expected-clients";
import { expectedOfEngine } from "./expected-engine";
import { guestClientNames } from "./guest-clients";
import { type Cell, type InteropRun, type Judgement, judge } from "./outcome";
import { runEngine } from "./run-engine";
import { runForeign } from "./run-foreign";
import { runGuest } from "./run-guest";
import { type SimulatedPeers, startSimulatedPeers } from "./simulated-peers";

const RUN_MS = 900_000;
const KEYED = "K_g";
const noGuest = whyNoGuest();

let bmcs: readonly EnginePeer[] = [];
let simulated: readonly SimulatedPeers[] = [];
let engine: Judgement;
let clients: Judgement;
let guest: Judgement;
let page: string;

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
  const inThisProcess = async () => {
    // One after the other: our engine and all simulated BMCs are here.
    const ofEngine = await Promise.all(bmcs.map(runEngine));
    const ofClients = await Promise.all(targets.map(runForeign));
    engine = judge(inOrder(ofEngine.flat()), expectedOfEngine);
    clients = judge(ofClients.flat(), expectedOfClients);
  };
  const inAnother = async () => {
    guest = judge(noGuest === null ? await runGuest("127.2.53.1") : [], []);
  };
  await Promise.all([inThisProcess(), inAnother()]);
  const run: InteropRun = {
    engine: engine.cells,
    clients: clients.cells,
    guest: noGuest === null ? guest.cells : { missing: noGuest },
  };
  page = interoperabilityPage(run);
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

describe("a guest that really boots", () => {
  if (noGuest === null) {
    test.each(guestClientNames)("with %s", (client) => {
      expect(surprises(guest, client)).toEqual([]);
    });
  } else {
    test(`was not tried: ${noGuest}`, () => {
      expect(page).toContain(`Not part of the run: ${noGuest}.`);
    });
  }
});

test("docs/interoperability.md is what this run found", async () => {
  const kept = await readFile(PAGE_FILE, "utf8");
  const compared = noGuest === null ? (text: string) => text : withoutGuest;
  expect(compared(kept), `to make it anew: ${REGENERATE}`).toBe(compared(page));
});

/** The page of a machine that can have a guest, read where there can be none. */
function withoutGuest(text: string): string {
  return text.replace(/^## A guest .*?(?=^## )/ms, "");
}

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
