import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CONSOLE_LINE,
  type ForeignVerb,
  foreignClients,
  OWN_CHOICE,
  pyghmiCommand,
  pyghmiVerbs,
} from "./foreign-clients";
import type { Cell, Outcome } from "./outcome";
import { runInTerminal, runProgram } from "./run-program";
import type { Line } from "./script";
import type { SimulatedPeer } from "./simulated-peers";

/** All verbs of all clients on one simulated BMC, one after the other: it has one host to switch. */
export async function runForeign(peer: SimulatedPeer): Promise<readonly Cell[]> {
  const offered = foreignClients.filter(
    ({ connection }) => connection === OWN_CHOICE || peer.offers.includes(connection),
  );
  const cache = await mkdtemp(join(tmpdir(), "lightsout-interop-"));
  const cells: Cell[] = [];
  try {
    // Consoles before orders: a host that starts does not echo.
    cells.push(...(await runPyghmi(peer, "console")));
    for (const gives of [false, true]) {
      for (const { connection, verbs } of offered) {
        for (const verb of verbs.filter(({ orders = false }) => orders === gives)) {
          const outcome = await runVerb(peer, verb, cache);
          cells.push({ peer: peer.name, connection, verb: verb.verb, outcome });
        }
      }
    }
    cells.push(...(await runPyghmi(peer, "commands")));
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
  return cells;
}

async function runVerb(peer: SimulatedPeer, verb: ForeignVerb, cache: string): Promise<Outcome> {
  const command = verb.command(peer, cache);
  if (command === null) return "not offered";
  const before = peer.orders();
  const ended = verb.console ? await runInTerminal(command, echo(verb.console)) : await runProgram(command);
  if (peer.orders() > before !== (verb.orders === true)) return "FAILED: not the orders it was to give";
  return ended.ok && verb.shows.test(ended.output)
    ? "works"
    : `FAILED: ${ended.output.trim() || "no output"}`;
}

async function runPyghmi(peer: SimulatedPeer, part: keyof typeof pyghmiVerbs): Promise<readonly Cell[]> {
  const before = peer.orders();
  const { output } = await runProgram(pyghmiCommand(part, peer));
  const wasSwitched = peer.orders() > before;
  const told = new Map<string, Outcome>();
  for (const line of output.split("\n").filter((text) => text.startsWith("{"))) {
    const { verb, failed } = JSON.parse(line);
    told.set(verb, failed === undefined ? "works" : `FAILED: ${failed}`);
  }
  return pyghmiVerbs[part].map((verb) => ({
    peer: peer.name,
    connection: OWN_CHOICE,
    verb: `pyghmi ${verb}`,
    outcome:
      verb.startsWith("set_power") && !wasSwitched
        ? "FAILED: the host got no order"
        : (told.get(verb) ?? `FAILED: ${output.trim() || "no output"}`),
  }));
}

/** Types a line when the console is there, and leaves when it was echoed. */
const echo = ({ begins, leave }: NonNullable<ForeignVerb["console"]>): readonly Line[] => [
  { sees: begins, does: `${CONSOLE_LINE}\r` },
  { sees: CONSOLE_LINE, does: leave },
];
