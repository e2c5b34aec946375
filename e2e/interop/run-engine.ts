import {
  type CommandSender,
  CompletionCodeError,
  Credentials,
  createIpmiClient,
  type IpmiClient,
  IpmiError,
  systemClock,
  systemEntropy,
  udpNetwork,
  viaController,
} from "@/server/ipmi";
import { lookUp } from "@/server/shell/registry";
import { runVerb, type VerbOutcome } from "@/server/shell/run-verb";
import { createVerbContext } from "@/server/shell/verb-context";
import { comesTrue } from "./comes-true";
import { type Connection, connections } from "./connections";
import type { EnginePeer } from "./engine-peers";
import { BRIDGED, type InteropVerb, LOGIN, type PowerVerb, powerVerbs, readVerbs, SOL } from "./engine-verbs";
import type { Cell, Outcome } from "./outcome";
import type { Line } from "./script";
import { LEAVE, ScriptedTerminal } from "./scripted-terminal";

const VERB_MS = 20_000;
/** A console stays open for as long as the person there has to wait. */
const CONSOLE_MS = 40_000;
const LOGIN_MS = 4_000;

/** Printable, so that no host takes it for more than a line. */
const SOL_LINE = "hello-from-lightsout";
const SOL_SCRIPT: readonly Line[] = [
  { sees: "", does: `${SOL_LINE}\r` },
  { sees: SOL_LINE, does: LEAVE },
];

/**
 * All verbs over all connections of one peer, one connection after the other: it has one host to switch. Orders come after
 * everything else, because a host that starts does not echo.
 */
export async function runEngine(peer: EnginePeer): Promise<readonly Cell[]> {
  const offered = connections.filter(({ name }) => peer.offers.includes(name));
  const others = connections.filter(({ name }) => peer.lacks.includes(name));
  const cells: Cell[] = [];
  for (const connection of offered) cells.push(...(await withClient(peer, connection, readAll)));
  for (const connection of offered) cells.push(...(await withClient(peer, connection, switchAll)));
  for (const connection of others) cells.push(...(await withClient(peer, connection, async () => [])));
  return cells;
}

interface Attempt {
  readonly verb: string;
  readonly outcome: Outcome;
}

/** The login and what is done after it. */
async function withClient(
  peer: EnginePeer,
  connection: Connection,
  work: (peer: EnginePeer, client: IpmiClient, connection: Connection) => Promise<readonly Attempt[]>,
): Promise<readonly Cell[]> {
  const client = clientOf(peer, connection);
  try {
    const login = await logIn(client, connection);
    const attempts = [{ verb: LOGIN, outcome: login }];
    if (login === "works") attempts.push(...(await work(peer, client, connection)));
    return attempts.map((attempt) => ({ peer: peer.name, connection: connection.name, ...attempt }));
  } finally {
    await client.close();
  }
}

async function readAll(
  peer: EnginePeer,
  client: IpmiClient,
  connection: Connection,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const verb of readVerbs) attempts.push({ verb: verb.line, outcome: await read(client, verb) });
  attempts.push({ verb: BRIDGED, outcome: await readBridged(peer, client) });
  attempts.push({ verb: SOL, outcome: await echo(client, connection) });
  return attempts;
}

async function switchAll(peer: EnginePeer, client: IpmiClient): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const verb of powerVerbs) {
    attempts.push({ verb: verb.line, outcome: await switchPower(peer, client, verb) });
  }
  return attempts;
}

function clientOf(peer: EnginePeer, { options }: Connection): IpmiClient {
  return createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: peer.endpoint,
    credentials: new Credentials(peer.login),
    ...options,
  });
}

/** Works only when the session is what was asked for. */
async function logIn(client: IpmiClient, { options }: Connection): Promise<Outcome> {
  try {
    const { cipherSuite, profile } = await client.connect({ budgetMs: LOGIN_MS });
    if (options.protocol === "1.5") {
      const is = `${profile.protocol} ${profile.authentication}`;
      return is === `1.5 ${options.authentication}` ? "works" : `FAILED: became ${is}`;
    }
    return cipherSuite === options.cipherSuites?.[0] ? "works" : `FAILED: became suite ${cipherSuite}`;
  } catch (error) {
    if (error instanceof IpmiError) return `refused ${error.code}`;
    throw error;
  }
}

async function read(client: IpmiClient, verb: InteropVerb, bmc: CommandSender = client): Promise<Outcome> {
  const witness = new Witness(bmc);
  return outcomeOf(await runLine(verb.line, client, witness), witness, verb.shows);
}

async function readBridged({ satellite }: EnginePeer, client: IpmiClient): Promise<Outcome> {
  if (satellite === null) return "not offered";
  const bmc = viaController(client, { channel: 0, address: satellite });
  return read(client, { line: "mc info", shows: /^Device ID +: \d/m }, bmc);
}

async function echo(client: IpmiClient, { options }: Connection): Promise<Outcome> {
  if (options.protocol === "1.5") return "not offered";
  const terminal = new ScriptedTerminal(SOL_SCRIPT);
  const witness = new Witness(client);
  const ended = await runLine(SOL, client, witness, terminal);
  if (terminal.done && ended.exitCode === 0) return "works";
  return outcomeOf(ended, witness, null);
}

/**
 * Works when the peer has carried it out and the host came to be as ordered. A cycle is carried out once; on and off may be
 * sent again when an answer is late, and ipmi_sim carries out what it gets.
 */
async function switchPower(
  peer: EnginePeer,
  client: IpmiClient,
  { line, leaves }: PowerVerb,
): Promise<Outcome> {
  const before = peer.orders();
  const witness = new Witness(client);
  const outcome = outcomeOf(await runLine(line, client, witness), witness, /^Chassis Power Control: /);
  if (outcome !== "works") return outcome;
  const isDone = async () => {
    if (peer.orders() === before) return false;
    return leaves === null || (await runLine("power status", client, client)).output.endsWith(` ${leaves}\n`);
  };
  if (!(await comesTrue(isDone, VERB_MS))) return "FAILED: not carried out";
  return leaves !== null || peer.orders() === before + 1 ? "works" : "FAILED: carried out twice";
}

/** A line of the shell. */
export async function runLine(
  line: string,
  client: IpmiClient,
  bmc: CommandSender,
  terminal?: ScriptedTerminal,
): Promise<VerbOutcome> {
  const context = createVerbContext({
    client,
    bmc,
    signal: AbortSignal.timeout(terminal === undefined ? VERB_MS : CONSOLE_MS),
    note: () => undefined,
    ...(terminal && { terminal }),
  });
  return runVerb(await lookUp(line.split(" ")), context);
}

function outcomeOf(
  { output, complaint, exitCode, failure }: VerbOutcome,
  witness: Witness,
  shows: RegExp | null,
): Outcome {
  if (exitCode === 0 && shows?.test(output)) return "works";
  if (failure instanceof CompletionCodeError) return refusal(failure.completionCode);
  if (failure !== null) return `FAILED: ${failure.code}: ${failure.message}`;
  if (witness.refused !== null) return refusal(witness.refused);
  return `FAILED: ${complaint || output || "nothing printed"}`;
}

const refusal = (code: number): Outcome => `refused ${code.toString(16).toUpperCase().padStart(2, "0")}`;

/** Remembers the last completion code: verbs of ipmitool often pass over one and print nothing. */
class Witness implements CommandSender {
  refused: number | null = null;
  constructor(private readonly sender: CommandSender) {}

  readonly send: CommandSender["send"] = async (command, request, options) => {
    try {
      return await this.sender.send(command, request, options);
    } catch (error) {
      if (error instanceof CompletionCodeError) this.refused = error.completionCode;
      throw error;
    }
  };
}
